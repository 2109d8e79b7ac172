"""Web addresses: which lead to one page, whose site they are of."""

from __future__ import annotations

import pytest

from retold.text.addresses import page, site


@pytest.mark.parametrize(
    "address",
    [
        "https://www.wire.example/2031/ferry",
        "http://wire.example/2031/ferry/",
        "https://WIRE.example:443/2031/ferry#top",
        "//wire.example/2031/ferry?utm_source=letter&utm_medium=mail",
        " https://wire.example/2031/ferry?fbclid=1 ",
    ],
)
def test_addresses_of_one_page_are_the_same(address: str) -> None:
    assert page(address) == "wire.example/2031/ferry"


@pytest.mark.parametrize(
    "address",
    [
        "https://wire.example/2031/Ferry",
        "https://wire.example/2031/ferry?page=2",
        "https://news.wire.example/2031/ferry",
        "https://wire.example:8080/2031/ferry",
    ],
)
def test_addresses_of_other_pages_are_not(address: str) -> None:
    assert page(address) not in ("", "wire.example/2031/ferry")


@pytest.mark.parametrize(
    "address",
    [None, "", "ferry.html", "https://wire.example/", "http://[bad", "http://wire.example:port/ferry"],
)
def test_what_is_no_address_of_a_report_is_none(address: str | None) -> None:
    assert page(address) == ""


def test_a_site_is_told_without_www() -> None:
    assert site("https://www.wire.example/2031/ferry") == "wire.example"
    assert site(None) == ""

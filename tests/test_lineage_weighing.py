"""What is known besides the words of edited reports: a later take of a publisher has its source."""

from __future__ import annotations

from dataclasses import replace

from retold import Lineage, Published, Report, lineage as lineages
from retold.settings import DEFAULT

FIRST = """Forty passengers were on board the ferry Maid of Orle when it struck the northern pier of Tarn harbour on Monday, the \
owners said.

The vessel, which was built in 1988 and carries 120 people, began to take in water at once, harbour master Ilan Quist told Delta Wire.

"We have brought 31 of them ashore. We are still looking for nine," Quist said.

A baker from the old town told how he had heard the crash from his oven and run to the quay with a lantern.

Fishermen complained that the northern light has been too weak for years. The owners said that they knew of no complaint."""
SECOND = """Divers found two passengers of the ferry Maid of Orle on Monday after it struck the northern pier of Tarn harbour, and \
seven others were still missing, the harbour master said.

The vessel, which was built in 1988 and carries 120 people, began to take in water at once, harbour master Ilan Quist told Delta Wire.

A baker from the old town told how he had heard the crash from his oven and run to the quay with a lantern.

Fishermen complained that the northern light has been too weak for years. The owners said that they knew of no complaint."""
THIRD = """(Corrects paragraph 2 to say that the light failed once, not for years)

All passengers missing after the accident in Tarn were found alive on Tuesday, and the province promised new rules for pilots \
before the winter, its governor said.

The light had failed once this year, the harbour office announced. It denied that letters had been sent.

Nothing is known of costs. The vessel, which was built in 1988 and carries 120 people, will be towed to a yard in Ardle, where \
engineers from three countries expect to take the hull apart and look for cracks.

In the market of Ardle a choir sang for the rescued, and children laid flowers before the chapel of the sailors."""
PAPER = """Two passengers have been found after the ferry Maid of Orle struck a pier at Tarn, and seven are still missing, harbour \
master Ilan Quist said.

A baker from the old town heard the crash from his oven, he told Delta Wire, and ran to the quay with a lantern.

The weather will stay foggy."""


def tree(publisher: str, at_home: float = DEFAULT.descending.at_home) -> Lineage:
    """The tree where the correction is of this publisher."""
    reports = [
        Report("w1", FIRST, publisher="Delta Wire", published=Published("2031-03-03T06:00:00Z", "given")),
        Report("w2", SECOND, publisher="Delta Wire", published=Published("2031-03-03T09:00:00Z", "given")),
        Report("w3", THIRD, publisher=publisher, published=Published("2031-03-04T14:00:00Z", "given")),
        Report("p", PAPER, publisher="Tarn Post", published=Published("2031-03-03T11:00:00Z", "given")),
    ]
    settings = replace(DEFAULT, descending=replace(DEFAULT.descending, at_home=at_home))
    return lineages.of_reports(reports, settings)


def test_a_publishers_own_correction_hangs_under_what_it_published() -> None:
    found = tree("Delta Wire")
    assert {edge.source for edge in found.edges if edge.retelling == "w3"} == {"w2"}
    assert found.roots == ("w1",)


def test_that_comes_of_the_publisher_alone() -> None:
    sure, unsure = (
        next(edge.confidence for edge in found.edges if edge.retelling == "w3")
        for found in (tree("Delta Wire"), tree("Delta Wire", at_home=0.0))
    )
    assert sure > unsure
    assert set(tree("Ardle Post").roots) == {"w1", "w3"}

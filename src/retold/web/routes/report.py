"""One report, and one sentence of it in all reports that tell it."""

from __future__ import annotations

import time
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from ... import credits as crediting
from ...errors import NoSuchReport
from ...model import Listed, Report
from ...report.compose import surety
from ...snapshot.reading import Snapshot
from ..views import report as view, sentence as sentences
from ..writing import address, name_of
from .asked import Here, Name

router = APIRouter(include_in_schema=False)

#: Relatives and copies that are listed beside a report.
_KIN = 12
#: Texts that are read for the table of a sentence, the nearest in time first.
_TEXTS = 60
#: Seconds of reading side by side before the table is shown with what is there, and the rest follows.
_PATIENCE = 0.1


@router.get("/report")
def report(request: Request, site: Here, id: Name) -> HTMLResponse:  # noqa: A002 - the name in the address
    """The text of a report with everything found in it marked."""
    with site.desk.open() as snapshot:
        kept = snapshot.kept(id)
        place = snapshot.place(id)
        edges = snapshot.edges_of(id)
        names = [edge.retelling if edge.source == id else edge.source for edge in edges[:_KIN]]
        tree = snapshot.tree(place.family) if place.family else None
        descent = view.descends(tree, id) if tree else None
        above = [one.report for one in descent.above if one.report] if descent else []
        shown = [*above, *descent.second, *descent.below[:_KIN]] if descent else []
        listed = snapshot.listed([*names, *shown, *kept.versions[:_KIN], *kept.copies[:_KIN]])
    if place.family and tree is None:
        site.desk.want([place.family])
    found = site.desk.attributed(kept.report)
    credited = crediting.read(found.report)
    kin = [
        view.Kin(
            told=("retold by" if edge.source == id else "retells")
            if edge.directed
            else "the same telling as",
            report=listed[name],
            share=edge.share,
            surety=surety(edge.confidence).lower(),
            compare=address("/compare", left=edge.source, right=edge.retelling),
        )
        for edge, name in zip(edges, names, strict=False)
        if name in listed
    ]
    return site.page(
        request,
        "report.html",
        title=name_of(place.report),
        id=id,
        place=place,
        report=kept.report,
        blocks=view.blocks(found, credited, others=place.family is not None),
        credited=view.credited(credited),
        said=view.said(found),
        unread=found.not_checked,
        descent=descent,
        below=[listed[name] for name in descent.below[:_KIN] if name in listed] if descent else [],
        more_below=max(0, len(descent.below) - _KIN) if descent else 0,
        listed=listed,
        kin=kin,
        more_kin=max(0, len(edges) - _KIN),
        versions=[listed[name] for name in kept.versions if name in listed],
        copies=[listed[name] for name in kept.copies if name in listed],
        known=view.known(kept),
    )


@router.get("/sentence")
def sentence(
    request: Request, site: Here, report: Name, at: Annotated[int, Query(ge=0, le=10_000_000)]
) -> HTMLResponse:
    """One sentence in all reports of its family."""
    with site.desk.open() as snapshot:
        own = snapshot.place(report)
        text = snapshot.report(report)
        others, left_out = _others(snapshot, own.family, text)
    segmented = site.desk.attributed(text).report
    place = sentences.sentence_at(segmented, at)
    if place is None:
        raise NoSuchReport(
            "No sentence stands in that place of the report.", "Open the report and choose one."
        )
    said = {one.id: one for one in site.desk.reviews() if one.of == "link"}
    rows, waiting, until = [], 0, time.monotonic() + _PATIENCE
    for listed, other, copies in others:
        if time.monotonic() > until and not site.desk.is_compared(text, other):
            waiting += 1
            continue
        rows.append(sentences.variant(site.desk.compare(text, other), place, listed, copies, said))
    if waiting:
        site.desk.compare_soon(text, [other for _, other, _ in others])
    return site.page(
        request,
        "sentence.html",
        own=own.report,
        words=segmented.report.words(segmented.sentences[place].span),
        code=segmented.language,
        reports=1 + sum(1 for row in rows if row.html is not None),
        rows=[row for row in rows if row.html is not None] + [row for row in rows if row.html is None],
        waiting=f"{waiting} of {len(others)} reports are still being read." if waiting else "",
        left_out=left_out,
        back=f"{address('/report', id=report)}#s{place + 1}",
        here=address("/sentence", report=report, at=at),
    )


def _others(
    snapshot: Snapshot, family: str | None, own: Report
) -> tuple[list[tuple[Listed, Report, list[Listed]]], str]:
    """The other reports of a family, one a text, with the copies of each; and what was left out."""
    if family is None:
        return [], ""
    found: dict[str, tuple[Listed, Report, list[Listed]]] = {}
    over = 0
    for listed in snapshot.family(family)[0].reports:
        if listed.id == own.id:
            continue
        report = snapshot.report(listed.id)
        if report.digest in found:
            found[report.digest][2].append(listed)
        elif len(found) < _TEXTS:
            found[report.digest] = (listed, report, [])
        else:
            over += 1
    told = f"{over} later reports of the family were not read." if over else ""
    return list(found.values()), told

"""Two reports side by side."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from ...model import Change, Side
from ...report import page as facing
from ...reviews import Review
from ..pages import templates
from ..writing import address, markup
from .asked import Here, Name

router = APIRouter(include_in_schema=False)


@router.get("/compare")
def compare(request: Request, site: Here, left: Name, right: Name) -> HTMLResponse:
    """How the right report relates to the left one, and what it did to it."""
    with site.desk.open() as snapshot:
        one, other = snapshot.report(left), snapshot.report(right)
        place = snapshot.place(right)
        edge = next((e for e in snapshot.edges_of(right) if {e.source, e.retelling} == {left, right}), None)
    found = site.desk.compare(one, other)
    said = {(review.of, review.id): review for review in site.desk.reviews()}
    back = address("/compare", left=left, right=right)
    review = templates().get_template("bits.html").module.review  # type: ignore[attr-defined]

    def under(change: Change) -> str:
        given: Review | None = said.get(("change", change.id))
        return str(review("change", change.id, left, right, f"{back}#c-{change.id}", given))

    def beside(side: Side, sentence: int) -> str:
        report = found.left if side == "left" else found.right
        if place.family is None:
            return ""
        where = address("/sentence", report=report.report.id, at=report.sentences[sentence].span.start)
        name = f"{side.upper()}, sentence {sentence + 1} in all reports of its family"
        return str(
            markup('<a class="all" href="{}" aria-label="{}" title="In all reports">⋯</a>').format(
                where, name
            )
        )

    hint = "⋯ leads to the sentence in all reports." if place.family is not None else ""
    pieces = facing.pieces(found, under, beside, hint)
    return site.page(
        request,
        "compare.html",
        title=pieces.title,
        heading=markup(pieces.heading),
        kinds=markup(pieces.kinds),
        changes=markup(pieces.changes),
        facing=markup(pieces.facing),
        foot=markup(pieces.foot),
        left=left,
        right=right,
        story=place.story,
        edge=edge,
        edge_said=said.get(("edge", edge.id)) if edge else None,
        back=back,
        swapped=address("/compare", left=right, right=left),
    )

"""Which count a share belongs to: 当面申请199件,占29%, and 甲6591条,乙2902条,分别占5.8%和2.6%."""

from __future__ import annotations

from collections.abc import Sequence

from gikaudit.parsing.claims import Claim, Kind

_FARTHEST = 2
"""A single share stands at most so many clauses behind its count."""


def attach_shares(claims: Sequence[Claim]) -> dict[Claim, Claim]:
    """The share of each count that has one, for the claims of one passage."""
    shares: dict[Claim, Claim] = {}
    open_counts: list[Claim] = []
    row: list[Claim] = []
    for claim in (*claims, None):
        if claim is not None and (
            claim.kind is Kind.SHARE or (claim.kind is Kind.OTHER and row and _same_row(row, claim))
        ):
            row.append(claim)
            continue
        if row:
            _pair(row, open_counts, shares)
            row, open_counts = [], []
        if claim is not None and claim.kind is Kind.COUNT:
            open_counts.append(claim)
    return shares


def _same_row(row: list[Claim], claim: Claim) -> bool:
    """Whether a bare percentage continues a row of shares: 5.8%和2.6%."""
    assert claim.quantity is not None
    return claim.quantity.group == "PERCENT" and claim.clause == row[-1].clause and not claim.before


def _pair(row: list[Claim], counts: list[Claim], shares: dict[Claim, Claim]) -> None:
    """Pair shares with the counts before them in order; one share belongs to the nearest count."""
    near = [count for count in counts if count.sentence == row[0].sentence and count.depth <= row[0].depth]
    if len(row) > 1 and "RESPECTIVELY" not in row[0].lead_marks[-4:]:
        row = row[:1]
    if len(near) < len(row):
        return
    shares.update(
        (count, share)
        for count, share in zip(near[-len(row) :], row, strict=True)
        if len(row) > 1 or share.clause - count.clause <= _FARTHEST
    )

"""Which numbers are parts of which total: the lists of a narrative.

A list shows by a marker (其中, 包括, 分为), by brackets, by a colon, or by nothing but parallel wording.
What it must satisfy depends on whether the text says or shows that it is complete.
"""

from collections.abc import Sequence

from gikaudit.parsing.breakdown import Breakdown, Lists
from gikaudit.parsing.claims import Claim
from gikaudit.parsing.list_marks import find_marks
from gikaudit.parsing.marked_lists import read_marked
from gikaudit.parsing.sums import countable
from gikaudit.parsing.unmarked_lists import read_unmarked


def find_breakdowns(claims: Sequence[Sequence[Claim]], shares: dict[Claim, Claim]) -> list[Breakdown]:
    """The lists of a narrative. ``claims`` has those of each passage; ``shares`` the share of a count."""
    lists = Lists(shares)
    counted = [[claim for claim in passage_claims if countable(claim)] for passage_claims in claims]
    for number, counts in enumerate(counted):
        if not counts:
            continue
        before = [claim for other in counted[max(0, number - 2) : number] for claim in other]
        for mark in find_marks(counts[0].passage):
            read_marked(mark, counts, before, lists)
        read_unmarked(counts, before, lists)
    return lists.found

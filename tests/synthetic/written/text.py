"""Reports as text: plain, Markdown, HTML, CSV."""

import csv
import io
from html import escape

from tests.synthetic.written.model import Heading, Paper, Prose, Sheet, grid


def write_txt(paper: Paper) -> bytes:
    """Plain text: a row a line, its cells set apart by bars, blank where another cell covers a place."""
    lines: list[str] = []
    for part in paper:
        if isinstance(part, Sheet):
            lines += [*(" | ".join(row).rstrip() for row in grid(part)), ""]
        else:
            lines += [part.text, ""]
    return "\n".join(lines).encode()


def write_md(paper: Paper) -> bytes:
    """Markdown with pipe tables: what other cells cover is blank."""
    lines: list[str] = []
    for part in paper:
        match part:
            case Heading(text, level):
                lines.append(f"{'#' * (level + 1)} {text}")
            case Prose(text):
                lines.append(text)
            case Sheet():
                head, *rows = grid(part)
                lines += [_piped(head), _piped(["---"] * len(head)), *map(_piped, rows)]
        lines.append("")
    return "\n".join(lines).encode()


def _piped(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def write_html(paper: Paper) -> bytes:
    """A plain page with rowspan and colspan."""
    lines = ['<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>年度报告</title></head><body>']
    for part in paper:
        match part:
            case Heading(text, level):
                lines.append(f"<h{level + 1}>{escape(text)}</h{level + 1}>")
            case Prose(text):
                lines.append(f"<p>{escape(text)}</p>")
            case Sheet(rows):
                lines.append("<table border='1'>")
                for row in rows:
                    cells = [
                        f"<td{_span('colspan', box.columns)}{_span('rowspan', box.rows)}>{escape(box.text)}</td>"
                        for box in row
                    ]
                    lines.append(f"<tr>{''.join(cells)}</tr>")
                lines.append("</table>")
    return "\n".join([*lines, "</body></html>"]).encode()


def _span(name: str, number: int) -> str:
    return f' {name}="{number}"' if number > 1 else ""


def write_csv(paper: Paper) -> bytes:
    """A row of one cell for each heading and paragraph, and the rows of the tables."""
    out = io.StringIO()
    writer = csv.writer(out)
    for part in paper:
        writer.writerows(grid(part) if isinstance(part, Sheet) else [[part.text]])
    return out.getvalue().encode("utf-8-sig")

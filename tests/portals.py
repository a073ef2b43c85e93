"""Pages of portals that are built in different ways, each around the same report."""

from collections.abc import Callable

Portal = Callable[[str, str], str]
"""From the title and the report (as HTML) to the page."""

OUTSIDE = ("主办", "ICP备", "上一篇", "浏览", "7788", "首页", "领导信箱", "听证", "4321", "打印")
"""What none of the reports holds and all that stands around them does."""

_LINKS = "".join(
    f'<li><a href="/{number}.html">{text}</a></li>'
    for number, text in enumerate(["首页", "新闻7788条", "政务公开", "互动交流", "领导信箱12封", "2018年公报"])
)
_FOOT = "主办：石泷县人民政府办公室　备案号：泷ICP备12004321号　网站标识码：4321000001　技术支持：大数据中心"
_RELATED = "".join(
    f'<div class=i><a href="{number}.html">石泷县第{number}次听证会，收到意见77件</a><p>会议听取了{number}个部门汇报，'
    "与会代表就农村饮水、道路修建等方面的问题提出意见，会后将逐条答复。</p></div>"
    for number in range(1, 6)
)


def _divs(title: str, report: str) -> str:
    """Classes without meaning, the title outside of the text, a row of buttons."""
    return f"""<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}_石泷县人民政府</title></head><body>
    <div class=a><div class=b><ul>{_LINKS}</ul></div>
    <div class=c>您的位置：<a href=/>首页</a> &gt; <a href=/x>政务公开</a> &gt; <a href=/y>年度报告</a></div>
    <div class=d>{title}</div><div class=e>发布时间：2019-01-30 来源：县政府办 浏览次数：7788次 字号：[大 中 小]</div>
    <div class=f>{report}</div><div class=g><span>打印</span> <span>关闭</span></div>
    <div class=h>上一篇：<a href=1>2017年的报告</a><br>下一篇：没有了</div></div>
    <div class=z>{_FOOT}</div></body></html>"""


def _semantic(title: str, report: str) -> str:
    """HTML5 elements, and articles with summaries beside the report."""
    return f"""<!doctype html><html lang=zh><meta charset=utf-8><title>{title} - 石泷县</title>
    <header><h1>石泷县人民政府</h1><nav><ul>{_LINKS}</ul></nav></header>
    <main><article><header><h2>{title}</h2><p>来源：办公室 | 浏览量：7788</p></header>{report}</article>
    <aside><h3>相关阅读</h3>{_RELATED}</aside></main>
    <footer><p>{_FOOT}</p><p>首页 · 版权所有。未经许可不得转载，违者依法追究责任，联系电话4321000。</p></footer>"""


def _layout_tables(title: str, report: str) -> str:
    """Nested tables, capital tags, no end tags for cells."""
    return f"""<HTML><HEAD><TITLE>{title}</TITLE></HEAD><BODY><CENTER>
    <TABLE WIDTH=1000><TR><TD><IMG SRC=a.jpg><TD ALIGN=right>今天是2019年1月30日<TR><TD COLSPAN=2>
    <TABLE><TR>{"".join(f"<TD><A HREF={n}>栏目{n}首页</A>" for n in range(8))}</TABLE>
    <TR><TD VALIGN=top WIDTH=200><TABLE>{"".join(f"<TR><TD><A HREF={n}>听证{n}</A>" for n in range(8))}</TABLE>
    <TD><TABLE><TR><TD><FONT SIZE=5><B>{title}</B></FONT><TR><TD>{report}<TR><TD>【<A HREF=#>打印本页</A>】</TABLE>
    <TR><TD COLSPAN=2 ALIGN=center>{_FOOT}</TABLE></CENTER></BODY></HTML>"""


def _flat(title: str, report: str) -> str:
    """Everything stands directly in the body."""
    return f"""<html><head><title>{title}</title></head><body><p><a href=/>首页</a> | <a href=/2>政务公开7788</a> |
    <a href=/3>领导信箱</a></p><h1>{title}</h1>{report}<p><a href=1>上一篇</a> <a href=2>下一篇</a></p><hr>
    <p>{_FOOT}</p></body></html>"""


def _index_card(title: str, report: str) -> str:
    """A table that describes the document before its title, and lists of links on both sides."""
    return f"""<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}-信息公开目录</title></head><body>
    <div id=l><ul>{_LINKS}</ul></div><div id=r><table><tr><td>索引号：</td><td>0147-2019-4321</td><td>发布机构：</td>
    <td>石泷县政府</td></tr><tr><td>发布日期：</td><td>2019-01-30</td><td>浏览次数：</td><td>7788</td></tr></table>
    <div><h1>{title}</h1><div><div>{report}</div></div></div>
    <div>扫一扫在手机打开当前页</div><div><ul>{_LINKS}</ul></div></div>
    <div id=f><div>{_FOOT}</div></div></body></html>"""


def _cards(title: str, report: str) -> str:
    """Links around whole blocks, menus that are switched on by scripts, the report in sections of their own."""
    parts = "".join(f"<section>{part}</section>" for part in report.split("<!--cut-->"))
    cards = "".join(
        f"<a href={n}><div>听证{n}<p>共收到意见{n}条，办理情况见附件，首页可查。</p></div></a>" for n in range(4)
    )
    return f"""<!DOCTYPE html><html><head><meta charset=utf-8><title>石泷县 {title}</title></head><body>
    <div style="display:none"><ul>{_LINKS}</ul><p>隐藏的菜单，共7788项，打印时不显示。</p></div><div id=app><div>
    <noscript>请启用脚本，共7788项。</noscript><button>打印</button><select><option>首页</select>
    <h1>{title}</h1>{parts}</div><div class=cards>{cards}</div></div><div role=contentinfo><p>{_FOOT}</p></div>
    <script>var a = "<p>一、共7788件。</p>";</script></body></html>"""


def _one_line(title: str, report: str) -> str:
    """Saved without line breaks."""
    return "".join(line.strip() for line in _divs(title, report).splitlines())


PORTALS: dict[str, Portal] = {
    "divs": _divs,
    "semantic": _semantic,
    "layout tables": _layout_tables,
    "flat": _flat,
    "index card": _index_card,
    "cards": _cards,
    "one line": _one_line,
}

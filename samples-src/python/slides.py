"""Writes a small PowerPoint file: titles, text boxes, tables and speaker notes on plain slides.
(Debian 12 has no package that writes one.)"""

from dataclasses import dataclass, field
from xml.sax.saxutils import escape

import files

MAIN = "http://schemas.openxmlformats.org/presentationml/2006/main"
DRAW = "http://schemas.openxmlformats.org/drawingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = f'xmlns:a="{DRAW}" xmlns:r="{REL}" xmlns:p="{MAIN}"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPE = "application/vnd.openxmlformats-officedocument."


@dataclass
class Box:
    """A text box; lengths in millimetres, letter height in points."""

    x: float
    y: float
    width: float
    height: float
    heading: str
    lines: list
    points: int = 24
    bullets: bool = False


@dataclass
class Grid:
    """A table; the first row is its header."""

    x: float
    y: float
    width: float
    height: float
    rows: list
    points: int = 20


@dataclass
class Slide:
    title: str
    subtitle: str = ""
    shapes: list = field(default_factory=list)
    notes: str = ""


@dataclass
class Deck:
    title: str
    author: str
    language: str
    width: float
    height: float
    colour: str
    title_points: int
    slides: list


def write(path, deck):
    files.pack(path, list(_parts(deck)))


def _parts(deck):
    numbers = range(1, len(deck.slides) + 1)
    yield "[Content_Types].xml", _content_types(deck, numbers)
    yield "_rels/.rels", _relations(
        ("officeDocument", "ppt/presentation.xml"), ("core", "docProps/core.xml")
    )
    yield "docProps/core.xml", _core(deck)
    yield "ppt/presentation.xml", _presentation(deck, numbers)
    yield "ppt/_rels/presentation.xml.rels", _relations(
        ("slideMaster", "slideMasters/slideMaster1.xml"),
        ("notesMaster", "notesMasters/notesMaster1.xml"),
        ("theme", "theme/theme1.xml"),
        *(("slide", f"slides/slide{n}.xml") for n in numbers),
    )
    yield "ppt/theme/theme1.xml", _theme(deck)
    yield "ppt/theme/theme2.xml", _theme(deck)
    yield "ppt/slideMasters/slideMaster1.xml", _master(deck)
    yield "ppt/slideMasters/_rels/slideMaster1.xml.rels", _relations(
        ("slideLayout", "../slideLayouts/slideLayout1.xml"), ("theme", "../theme/theme1.xml")
    )
    yield "ppt/slideLayouts/slideLayout1.xml", _layout(deck)
    yield "ppt/slideLayouts/_rels/slideLayout1.xml.rels", _relations(
        ("slideMaster", "../slideMasters/slideMaster1.xml")
    )
    yield "ppt/notesMasters/notesMaster1.xml", _notes_master()
    yield "ppt/notesMasters/_rels/notesMaster1.xml.rels", _relations(
        ("theme", "../theme/theme2.xml")
    )
    for n, slide in zip(numbers, deck.slides):
        yield f"ppt/slides/slide{n}.xml", _slide(deck, slide)
        yield f"ppt/slides/_rels/slide{n}.xml.rels", _relations(
            ("slideLayout", "../slideLayouts/slideLayout1.xml"),
            *([("notesSlide", f"../notesSlides/notesSlide{n}.xml")] if slide.notes else []),
        )
        if slide.notes:
            yield f"ppt/notesSlides/notesSlide{n}.xml", _notes(deck, slide)
            yield f"ppt/notesSlides/_rels/notesSlide{n}.xml.rels", _relations(
                ("notesMaster", "../notesMasters/notesMaster1.xml"),
                ("slide", f"../slides/slide{n}.xml"),
            )


def _content_types(deck, numbers):
    kinds = [
        ("/ppt/presentation.xml", "presentationml.presentation.main+xml"),
        ("/ppt/slideMasters/slideMaster1.xml", "presentationml.slideMaster+xml"),
        ("/ppt/slideLayouts/slideLayout1.xml", "presentationml.slideLayout+xml"),
        ("/ppt/notesMasters/notesMaster1.xml", "presentationml.notesMaster+xml"),
        ("/ppt/theme/theme1.xml", "theme+xml"),
        ("/ppt/theme/theme2.xml", "theme+xml"),
        *((f"/ppt/slides/slide{n}.xml", "presentationml.slide+xml") for n in numbers),
        *(
            (f"/ppt/notesSlides/notesSlide{n}.xml", "presentationml.notesSlide+xml")
            for n, slide in zip(numbers, deck.slides)
            if slide.notes
        ),
    ]
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{TYPE}{kind}"/>' for name, kind in kinds
    )
    return (
        HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{overrides}</Types>"
    )


def _relations(*targets):
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    lines = "".join(
        f'<Relationship Id="rId{i}" Type="{core if kind == "core" else REL + "/" + kind}" '
        f'Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, 1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{HEAD}<Relationships xmlns="{space}">{lines}</Relationships>'


def _core(deck):
    time = f'xsi:type="dcterms:W3CDTF">{files.CREATED}'
    return (
        HEAD + '<cp:coreProperties '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(deck.title)}</dc:title><dc:creator>{escape(deck.author)}</dc:creator>"
        f"<dcterms:created {time}</dcterms:created><dcterms:modified {time}</dcterms:modified>"
        "</cp:coreProperties>"
    )


def _presentation(deck, numbers):
    slides = "".join(f'<p:sldId id="{255 + n}" r:id="rId{3 + n}"/>' for n in numbers)
    return (
        f'{HEAD}<p:presentation {NAMES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/>'
        '</p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldIdLst>{slides}</p:sldIdLst><p:sldSz cx="{_emu(deck.width)}" cy="{_emu(deck.height)}"/>'
        '<p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
    )


def _theme(deck):
    def solid(name, value):
        return f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'

    colours = "".join(
        solid(name, value)
        for name, value in [("dk1", "202020"), ("lt1", "FFFFFF"), ("dk2", deck.colour), ("lt2", "F4F1EC")]
        + [(f"accent{i}", deck.colour) for i in range(1, 7)]
        + [("hlink", "1F4E8C"), ("folHlink", "5A3E8C")]
    )
    font = '<a:latin typeface="Calibri"/><a:ea typeface="Yu Gothic"/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    line = '<a:ln w="9525"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>' * 3
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{HEAD}<a:theme xmlns:a="{DRAW}" name="Minosawa"><a:themeElements>'
        f'<a:clrScheme name="Minosawa">{colours}</a:clrScheme><a:fontScheme name="Minosawa">'
        f"<a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Plain"><a:fillStyleLst>{fill}</a:fillStyleLst><a:lnStyleLst>{line}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect}</a:effectStyleLst><a:bgFillStyleLst>{fill}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )


TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/>'
    '<a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
COLOURS = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" '
    'folHlink="folHlink"/>'
)


def _master(deck):
    return (
        f'{HEAD}<p:sldMaster {NAMES}><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef>'
        f"</p:bg><p:spTree>{TREE}{_title(deck, '')}</p:spTree></p:cSld>{COLOURS}"
        '<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst>'
        f'<p:txStyles><p:titleStyle><a:lvl1pPr><a:defRPr sz="{100 * deck.title_points}" b="1">'
        '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:defRPr></a:lvl1pPr></p:titleStyle>'
        "<p:bodyStyle/><p:otherStyle/></p:txStyles></p:sldMaster>"
    )


def _layout(deck):
    return (
        f'{HEAD}<p:sldLayout {NAMES} type="titleOnly"><p:cSld name="Title Only"><p:spTree>{TREE}'
        f"{_title(deck, '')}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
        "</p:sldLayout>"
    )


def _notes_master():
    return (
        f"{HEAD}<p:notesMaster {NAMES}><p:cSld><p:spTree>{TREE}</p:spTree></p:cSld>{COLOURS}"
        "</p:notesMaster>"
    )


def _slide(deck, slide):
    shapes = [_title(deck, slide.title)]
    if slide.subtitle:
        top = _title_height(deck) + 6
        box = Box(12, top, deck.width - 24, deck.title_points * 0.6, "", [slide.subtitle],
                  round(deck.title_points * 0.55))
        shapes.append(_box(deck, box, 3, framed=False))
    for i, shape in enumerate(slide.shapes, 4):
        shapes.append(_grid(deck, shape, i) if isinstance(shape, Grid) else _box(deck, shape, i))
    return (
        f"{HEAD}<p:sld {NAMES}><p:cSld><p:spTree>{TREE}{''.join(shapes)}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )


def _notes(deck, slide):
    paragraphs = "".join(_paragraph(deck, line, 12) for line in slide.notes.split("\n"))
    return (
        f"{HEAD}<p:notes {NAMES}><p:cSld><p:spTree>{TREE}<p:sp><p:nvSpPr>"
        '<p:cNvPr id="2" name="Notes"/><p:cNvSpPr/><p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{_place(20, 130, 150, 110)}</p:spPr><p:txBody><a:bodyPr/>{paragraphs}</p:txBody></p:sp>'
        "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )


def _title(deck, text):
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Title"/><p:cNvSpPr/><p:nvPr><p:ph type="title"/></p:nvPr>'
        f"</p:nvSpPr><p:spPr>{_place(12, 8, deck.width - 24, _title_height(deck))}</p:spPr>"
        f'<p:txBody><a:bodyPr anchor="ctr"/>{_paragraph(deck, text)}</p:txBody></p:sp>'
    )


def _title_height(deck):
    return deck.title_points * 0.6


def _box(deck, box, number, framed=True):
    paragraphs = [_paragraph(deck, box.heading, round(box.points * 1.3), "tx2")] if box.heading else []
    paragraphs += [_paragraph(deck, line, box.points, bullet=box.bullets) for line in box.lines]
    frame = (
        '<a:solidFill><a:schemeClr val="bg2"/></a:solidFill>'
        '<a:ln w="19050"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:ln>'
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Text {number}"/><p:cNvSpPr txBox="1"/><p:nvPr/>'
        f"</p:nvSpPr><p:spPr>{_place(box.x, box.y, box.width, box.height)}"
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{frame if framed else ""}</p:spPr>'
        f'<p:txBody><a:bodyPr wrap="square"/>{"".join(paragraphs)}</p:txBody></p:sp>'
    )


RULE = '<a:lnB w="12700"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:lnB>'
CELL = f"<a:tcPr>{RULE}</a:tcPr>"
HEADER_CELL = f'<a:tcPr>{RULE}<a:solidFill><a:schemeClr val="bg2"/></a:solidFill></a:tcPr>'


def _grid(deck, grid, number):
    columns = len(grid.rows[0])
    first = grid.width / columns * 1.3  # it holds the names
    widths = [first] + [(grid.width - first) / (columns - 1)] * (columns - 1)
    columns = "".join(f'<a:gridCol w="{_emu(width)}"/>' for width in widths)
    height = _emu(grid.height / len(grid.rows))
    cells = "".join(
        f'<a:tr h="{height}">'
        + "".join(
            f"<a:tc><a:txBody><a:bodyPr/>{_paragraph(deck, str(value), grid.points)}</a:txBody>"
            f"{HEADER_CELL if row is grid.rows[0] else CELL}</a:tc>"
            for value in row
        )
        + "</a:tr>"
        for row in grid.rows
    )
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="Table {number}"/>'
        "<p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>"
        f'{_place(grid.x, grid.y, grid.width, grid.height, "p")}'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f'<a:tbl><a:tblPr firstRow="1"/><a:tblGrid>{columns}</a:tblGrid>'
        f"{cells}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _paragraph(deck, text, points=None, colour=None, bullet=False):
    size = f' sz="{100 * points}"' if points else ""
    bold = ' b="1"' if colour else ""
    fill = f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>' if colour else ""
    style = (
        '<a:pPr marL="342900" indent="-342900"><a:buChar char="•"/></a:pPr>' if bullet else "<a:pPr/>"
    )
    run = (
        f'<a:r><a:rPr lang="{deck.language}"{size}{bold}>{fill}</a:rPr><a:t>{escape(text)}</a:t></a:r>'
        if text
        else ""
    )
    return f"<a:p>{style}{run}</a:p>"


def _place(x, y, width, height, space="a"):
    return (
        f'<{space}:xfrm><a:off x="{_emu(x)}" y="{_emu(y)}"/>'
        f'<a:ext cx="{_emu(width)}" cy="{_emu(height)}"/></{space}:xfrm>'
    )


def _emu(millimetres):
    return round(millimetres * 36000)

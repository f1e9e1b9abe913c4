"""Writes the sample Word documents below the folder given: a thesis chapter and a memorandum."""

import datetime
import pathlib
import sys
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from docx.shared import Pt

import files

out = pathlib.Path(sys.argv[1]) / "papers"
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


class Writing:
    """A document that grows from top to bottom. `*1` in a text refers to footnote 1."""

    def __init__(self, title, author, language, notes):
        self.document = Document()
        self.notes = notes
        about = self.document.core_properties
        about.title, about.author, about.language = title, author, language
        about.created = about.modified = datetime.datetime(2024, 11, 1, 9)
        about.comments = ""
        about.last_modified_by = author
        normal = self.document.styles["Normal"]
        normal.font.size = Pt(10.5)
        normal.font.name = "Times New Roman"
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), "游明朝")
        for style in ("Title", "Heading 1", "Heading 2"):
            self.document.styles[style].element.rPr.rFonts.set(qn("w:eastAsia"), "游ゴシック")

    def title(self, text, author):
        self.document.add_paragraph(text, style="Title")
        self.document.add_paragraph(author)

    def heading(self, text, level=1):
        self.document.add_heading(text, level)

    def text(self, text, style=None):
        paragraph = self.document.add_paragraph(style=style)
        for i, part in enumerate(text.split("*")):
            if i > 0:
                self._refer(paragraph, int(part[0]))
                part = part[1:]
            paragraph.add_run(part)

    def items(self, *texts, numbered=False):
        for text in texts:
            self.text(text, "List Number" if numbered else "List Bullet")

    def table(self, caption, rows):
        self.document.add_paragraph(caption, style="Caption")
        table = self.document.add_table(len(rows), len(rows[0]), style="Table Grid")
        for row, cells in zip(table.rows, rows):
            for cell, text in zip(row.cells, cells):
                cell.text = text
        self._repeat(table.rows[0])
        self.document.add_paragraph()

    def page_break(self):
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def save(self, name):
        self._add_notes()
        out.mkdir(parents=True, exist_ok=True)
        path = out / name
        self.document.save(str(path))
        files.repack(path)

    @staticmethod
    def _repeat(row):
        """Marks the header row as one."""
        header = OxmlElement("w:tblHeader")
        row._tr.get_or_add_trPr().append(header)

    @staticmethod
    def _refer(paragraph, number):
        run = paragraph.add_run()
        run.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(number))
        run._r.append(reference)

    def _add_notes(self):
        """python-docx knows no footnotes: their part is added by hand."""
        marks = (
            '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
            '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/>'
            "</w:r></w:p></w:footnote>"
        )
        notes = "".join(
            f'<w:footnote w:id="{i}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            f'<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {escape(note)}</w:t></w:r></w:p>'
            "</w:footnote>"
            for i, note in enumerate(self.notes, 1)
        )
        xml = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<w:footnotes xmlns:w="{nsmap["w"]}">{marks}{notes}</w:footnotes>'
        )
        part = self.document.part
        part.relate_to(
            Part(PackURI("/word/footnotes.xml"), NOTES_TYPE, xml.encode(), part.package),
            RELATIONSHIP_TYPE.FOOTNOTES,
        )


def thesis():
    w = Writing(
        "第3章 溜池と水田の夜間冷却",
        "水野 灯",
        "ja-JP",
        [
            "「蓑沢ヒートウォーク2023」の経路E。北団地から溜池を経て果樹園に至る。",
            "満水時の面積は約2.1ヘクタール、最も深いところで2.8mである。",
            "水抜きの日程は水利組合が決めており、2023年は9月3日から8日であった。",
            "蛙の声は気温を測る妨げにはならないが、合図の笛を聞こえなくする。",
        ],
    )
    w.title("第3章 溜池と水田の夜間冷却", "水野 灯(蓑沢大学 生活環境情報学科 修士論文 2024年)")
    w.heading("3.1 この章の目的")
    w.text(
        "前章では、蓑沢市の市街地が夜間にどれだけ暖かいかを述べた。本章では見方を逆にして、市街地を取り巻く"
        "溜池と水田がどれだけ冷たいか、その冷たさがどこまで届くかを調べる。暑さの原因を町の中だけに求めると、"
        "涼しさの源を守るという視点が抜け落ちるからである。"
    )
    w.text(
        "対象は北団地の東にある溜池とその周りの水田である*1。溜池は江戸時代に築かれたと伝えられ、今も四つの集落の"
        "田を潤している*2。団地の住民からは「夏の夜は池から冷たい風が来る」という声が聞かれる一方、"
        "「池があるから蒸す」という声もある。どちらが正しいのかを測定によって確かめたい。"
    )
    w.heading("3.2 測定の方法")
    w.heading("3.2.1 測定点", 2)
    w.text(
        "溜池の岸から団地に向かって、0m、50m、100m、200m、400mの5点に温度計と湿度計を置いた。高さは1.2m、"
        "間隔は10分である。期間は2023年7月20日から9月20日までの63夜で、うち晴れて風の弱い夜は21夜であった。"
    )
    w.heading("3.2.2 水抜き", 2)
    w.text(
        "溜池は毎年9月の初めに水を抜き、堤を点検する*3。水のある夜とない夜を同じ場所で比べられるこの期間は、"
        "池の働きを知るうえで得がたい機会である。"
    )
    w.page_break()
    w.heading("3.3 結果")
    w.heading("3.3.1 岸からの距離と気温", 2)
    w.text(
        "表3.1に、晴れて風の弱い夜の22時における平均を示す。気温は岸から離れるほど高く、200mを超えると差は"
        "ほとんどなくなる。溜池の冷たさが届くのは岸からおよそ150mまでと考えられる。*4"
    )
    w.table(
        "表3.1 岸からの距離と夜間の気温(21夜の平均、22時)",
        [
            ["岸からの距離(m)", "気温(℃)", "相対湿度(%)", "団地との差(℃)"],
            ["0", "23.1", "91", "-2.4"],
            ["50", "23.6", "88", "-1.9"],
            ["100", "24.4", "84", "-1.1"],
            ["200", "25.3", "79", "-0.2"],
            ["400(団地)", "25.5", "78", "0"],
        ],
    )
    w.heading("3.3.2 水を抜いた夜", 2)
    w.text(
        "水を抜いた6夜では、岸の気温は団地より0.7℃低いだけであった。水のある夜の2.4℃に比べて差は3分の1に"
        "縮まる。泥の面は日が沈むと速やかに冷えるが、冷えた空気を送り出す風が弱まるためと考えられる。"
    )
    w.heading("3.3.3 蒸し暑さ", 2)
    w.text(
        "湿度は岸で91%と高く、「蒸す」という声には根拠がある。しかし、気温と湿度をあわせた不快指数で比べると、"
        "岸は72.8、団地は75.5となり、岸のほうが2.7低い。池のそばは湿っているが、それでも過ごしやすい。"
    )
    w.page_break()
    w.heading("3.4 考察")
    w.text("以上の結果から、溜池の夜間の働きは次の三つにまとめられる。")
    w.items(
        "水面は日没後しばらく空気より暖かいが、22時には水田とともに周りより冷たくなる。",
        "冷たい空気は堤の切れ目から団地へ流れ、その幅は約40mである。",
        "池を埋めて駐車場にすると、団地の東端の気温は1℃以上高くなると見積もられる。",
    )
    w.text(
        "市は2022年に、老朽化した溜池の統廃合を検討する方針を示した。堤の安全は何よりも優先されるべきであるが、"
        "廃止の是非を論じるときには、農業用水としての価値だけでなく、夜の涼しさという価値も勘定に入れてほしい。"
    )
    w.heading("3.5 この章のまとめ")
    w.text(
        "北団地の溜池は、晴れて風の弱い夜に岸で2.4℃、100m離れた地点でも1.1℃、団地より低い気温を保っていた。"
        "水を抜くと差は0.7℃に縮まった。次章では、この涼しさを団地の窓辺まで導くために、生垣と塀の向きを検討する。"
    )
    w.text("この章は見本として作られた文書であり、大学、人物、地名、測定値はすべて架空のものである。CC0 1.0")
    w.save("修士論文_第3章_溜池と水田の夜間冷却.docx")


def memorandum():
    w = Writing(
        "Mounting and Checking Room Loggers",
        "Daniel Verwey",
        "en-GB",
        [
            "See the field notes of MINO-Room 2022, entry of 14 June.",
            "A kitchen thermos holds the temperature within 0.1 K for twenty minutes.",
        ],
    )
    w.title("Mounting and Checking Room Loggers", "Daniel Verwey")
    w.text("Minosawa Technical Memoranda 41, Department of Living Environment and Informatics, 2024")
    w.heading("Purpose")
    w.text(
        "This memorandum tells a new assistant how to mount a room logger, how to check it, and what to write down. "
        "It replaces the oral tradition by which the department lost eleven hours of records to a vacuum cleaner.*1"
    )
    w.heading("Choosing the wall")
    w.items(
        "An interior wall, opposite the windows, 1.2 metres above the floor.",
        "Never above a radiator, beside a projector, or where the afternoon sun falls in October.",
        "At least one metre from any door. Open the door fully before you measure.",
        "Ask the caretaker what is behind the wall. A riser with hot water adds two kelvin.",
    )
    w.heading("Mounting")
    w.items(
        "Write the serial number and the room on a paper label before you climb the ladder.",
        "Drill with the vacuum nozzle held under the bit; use the 6 mm plug.",
        "Screw the bracket on, click the logger in, and pull at it once with the weight of a full cup.",
        "Wait for two green flashes. One red flash means that the gateway is out of reach.",
        "Photograph the logger with the whole wall in the picture.",
        numbered=True,
    )
    w.page_break()
    w.heading("Checks")
    w.heading("Ice point", 2)
    w.text(
        "Fill a thermos with crushed ice and a little water, wait ten minutes, and hold the probe in the middle "
        "without touching the glass.*2 The reading must lie within 0.2 K of zero. Adjust nothing: enter the deviation "
        "into the book and let the software subtract it."
    )
    w.heading("Fresh air", 2)
    w.text(
        "Carry the logger outdoors, away from people and exhaust pipes, and leave it for fifteen minutes. The carbon "
        "dioxide reading should be between 410 and 450 ppm. Do not breathe on it while you read it; one breath is "
        "worth two hundred parts per million."
    )
    w.table(
        "Table 1. What is checked, how often, and when a logger is withdrawn.",
        [
            ["Check", "Interval", "Withdraw when"],
            ["Ice point", "6 months", "off by more than 0.5 K"],
            ["Fresh air", "1 month", "off by more than 75 ppm"],
            ["Salt jar (humidity)", "12 months", "off by more than 5 %"],
            ["Battery", "3 months", "below 2.9 V"],
        ],
    )
    w.heading("When a logger falls silent")
    w.text(
        "Nine times out of ten the gateway has lost its power. Walk to the corridor first, and only then fetch the "
        "ladder. If the gateway is alive, swap the battery and note the time to the minute, since the clock of the "
        "logger restarts at midnight of 1 January 2000 until the next radio contact."
    )
    w.text(
        "This memorandum is a sample: the university, the people and the instruments are imaginary. CC0 1.0 Universal."
    )
    w.save("mounting-room-loggers.docx")


thesis()
memorandum()

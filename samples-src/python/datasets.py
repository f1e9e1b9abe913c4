"""Writes the data files of the sample datasets below the folder given; their READMEs stand there."""

import csv
import io
import json
import pathlib
import sys

import openpyxl
from odf.number import DateStyle, Day, Month, Text, Year
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableCellProperties, TextProperties
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl.styles import Font

import files
import rows

out = pathlib.Path(sys.argv[1]) / "datasets"


def table(header, lines, delimiter=","):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(lines)
    return text.getvalue()


def winter_walk():
    header = ["evening", "sky", "transect", "segment", "land_use", "flues", "excess_k", "qc_flag"]
    path = out / "minosawa-heatwalk-winter-2024" / "segments.csv"
    files.write(path, table(header, rows.winter_walk()))


def wells():
    header = ["日付", "井戸", "水温_℃", "水位_m", "気温_℃", "くみ上げ_回", "備考"]
    path = out / "三つの井戸" / "井戸水温2024.csv"
    # as a spreadsheet program in Japan saves it
    files.write(path, table(header, rows.wells()), encoding="cp932", newline="\r\n")


def library_sound():
    header = ["日付", "時間帯", "階", "区画", "騒音_dB", "在席数", "主な音源"]
    files.write(out / "図書館の音" / "区画別騒音.tsv", table(header, rows.library_sound(), "\t"))


def dormitory():
    lines = [json.dumps(record, ensure_ascii=False) for record in rows.dormitory()]
    files.write(out / "minosawa-dorm-humidity" / "nights.jsonl", "\n".join(lines) + "\n")


def leftovers():
    document = OpenDocumentSpreadsheet()
    bold = Style(name="Heading", family="table-cell")
    bold.addElement(TextProperties(fontweight="bold"))
    bold.addElement(TableCellProperties(backgroundcolor="#f2e6d0"))
    document.automaticstyles.addElement(bold)
    date = DateStyle(name="IsoDate")
    for part in (Year(style="long"), Text(text="-"), Month(style="long"), Text(text="-"), Day(style="long")):
        date.addElement(part)
    document.automaticstyles.addElement(date)
    document.automaticstyles.addElement(
        Style(name="Date", family="table-cell", datastylename="IsoDate")
    )
    _sheet(
        document,
        bold,
        "計量",
        ["日付", "期間", "献立", "提供食数", "食べ残し_kg", "半ライス_%"],
        rows.leftovers(),
    )
    _sheet(
        document,
        bold,
        "献立",
        ["献立", "曜日", "ご飯", "一食の重さ_g"],
        [
            ["鶏の照り焼き", "月", "つく", 610],
            ["さばの味噌煮", "火", "つく", 590],
            ["カレー", "水", "つく", 640],
            ["野菜炒め", "木", "つく", 600],
            ["冷やしうどん", "金", "つかない", 540],
        ],
    )
    path = out / "食堂の食べ残し" / "食べ残し計量2024.ods"
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))
    files.repack(path)


def _sheet(document, bold, name, header, lines):
    sheet = Table(name=name)
    document.spreadsheet.addElement(sheet)
    _row(sheet, header, bold)
    for line in lines:
        _row(sheet, line, None)


def _row(sheet, cells, style):
    row = TableRow()
    sheet.addElement(row)
    for value in cells:
        row.addElement(_cell(value, style))


def _cell(value, style):
    kind = {"stylename": style} if style else {}
    if isinstance(value, (int, float)):
        cell = TableCell(valuetype="float", value=value, **kind)
    elif hasattr(value, "isoformat"):
        cell = TableCell(valuetype="date", datevalue=value.isoformat(), stylename="Date")
    else:
        cell = TableCell(valuetype="string", **kind)
    cell.addElement(P(text=str(value)))
    return cell


def timetable():
    book = openpyxl.Workbook()
    book.properties.creator = "蓑沢大学 生活環境情報学科"
    book.properties.title = "時間割と室温 2022年度前期"
    about = book.active
    about.title = "説明"
    for line in [
        ["時間割と室温 2022年度前期 第1.0版"],
        ["北館の講義室4室の時間割66コマと、12週の時限別平均室温、再配置の案をまとめたもの。"],
        ["不快コマ:平均室温が28.4℃を超えた授業。1コマを1週ごとに数える。"],
        ["室温は「MINO-Room 2022」の5分値を時限ごとに平均した。"],
        ["大学、科目、測定値はすべて架空である。CC0 1.0(権利放棄)。"],
    ]:
        about.append(line)
    weeks = rows.warm_weeks()
    _page(
        book,
        "時間割",
        ["科目番号", "曜日", "時限", "室", "履修者", "不快コマ"],
        [[*row, weeks[row[3], row[2]]] for row in rows.timetable()],
    )
    _page(book, "時限別室温", ["週", "室", "向き", "時限", "平均室温_℃"], rows.room_warmth())
    _page(
        book,
        "再配置案",
        ["科目番号", "曜日", "旧時限", "旧室", "新時限", "新室", "旧不快コマ", "新不快コマ"],
        [[*m, weeks[m[3], m[2]], weeks[m[5], m[4]]] for m in rows.moves()],
    )
    path = out / "時間割と室温" / "時間割と室温2022.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    files.repack(path)


def _page(book, name, header, lines):
    sheet = book.create_sheet(name)
    sheet.append(header)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for line in lines:
        sheet.append(line)
    sheet.freeze_panes = "A2"


for dataset in (winter_walk, wells, library_sound, dormitory, leftovers, timetable):
    dataset()

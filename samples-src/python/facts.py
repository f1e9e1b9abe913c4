"""Checks that what the sample documents say of the datasets is what their rows say.
Usage: facts.py samples-folder"""

import pathlib
import sys
from statistics import mean

import rows

sources = pathlib.Path(__file__).resolve().parent.parent
samples = pathlib.Path(sys.argv[1])
wrong = []


def tells(path, *sentences):
    """Each sentence, written with the figures found here, stands in the document's source."""
    text = path.read_text(encoding="utf-8")
    wrong.extend(f"{path.name} does not say: {s}" for s in sentences if s not in text)


def winter():
    paper = sources / "tex" / "winter-flues.tex"
    every = rows.winter_walk()
    kept = [row for row in every if row[7] == 0]
    tells(paper, f"{len(every)} segment means, of which {len(every) - len(kept)} carry a quality flag")
    names = {
        "dense_housing": "Dense housing",
        "commercial": "Shopping streets",
        "garden_housing": "Housing with gardens",
        "park": "Parks",
    }
    for use, name in names.items():
        clear, overcast = (
            mean(row[6] for row in kept if row[4] == use and row[1] == sky)
            for sky in ("clear", "overcast")
        )
        flues = mean(row[5] for row in every if row[4] == use)
        tells(paper, f"{name} & {clear:.2f} & {overcast:.2f} & {flues:.1f}")
    dense = [(row[5], row[6]) for row in kept if row[4] == "dense_housing" and row[1] == "clear"]
    tells(paper, f"raised the reading by {slope(dense):.2f}\\,K")
    tells(paper, f"The largest single value, {max(row[6] for row in kept):.1f}\\,K")


def slope(points):
    mx, my = mean(x for x, _ in points), mean(y for _, y in points)
    return sum((x - mx) * (y - my) for x, y in points) / sum((x - mx) ** 2 for x, _ in points)


def timetable():
    paper = sources / "tex" / "jikanwari.tex"
    weeks, table, moves = rows.warm_weeks(), rows.timetable(), rows.moves()
    before = sum(weeks[row[3], row[2]] for row in table)
    moved = sum(weeks[m[3], m[2]] for m in moves)
    left = sum(weeks[m[5], m[4]] for m in moves)
    after = before - moved + left
    east = sum(weeks[row[3], row[2]] for row in table if rows.ROOMS[row[3]] == "東")
    periods = [sum(row[2] == period for row in table) for period in range(1, 6)]
    tells(
        paper,
        f"時間割{len(table)}コマ",
        f"延べ{len(table) * 12}コマのうち{before}コマ",
        f"移した授業では{moved}コマが{left}コマに減った",
        f"全体では{before}コマが{after}コマとなり、減少は{100 * (before - after) / before:.0f}\\%",
        f"移した{len(moves)}コマに限れば効果は{100 * (moved - left) / moved:.0f}\\%",
        f"西向き、移さない授業 & {before - moved - east}",
        f"東向きの授業 & {east}",
        "1限が{}コマ、2限が{}コマ、3限が{}コマ、4限が{}コマ、5限が{}コマ".format(*periods),
        f"西向きの教室の1限で、{sum(m[4] == 1 and rows.ROOMS[m[5]] == '西' for m in moves)}コマ",
    )
    code, day, period, room, _, _ = moves[0]
    people = next(row[4] for row in table if row[0] == code)
    tells(paper, f"履修者{people}名の科目は、{day}曜{period}限の{room}から", f"{weeks[room, period]}週あった")


def wells():
    paper = sources / "tex" / "mittsu-no-ido.tex"
    every = rows.wells()
    by_well = [[row for row in every if row[1] == name] for name in ("上の井戸", "辻の井戸", "寺の井戸")]
    for label, value in [
        ("平均水温(℃)", lambda lines: f"{mean(row[2] for row in lines):.1f}"),
        ("最低(℃)", lambda lines: f"{min(row[2] for row in lines)}"),
        ("最高(℃)", lambda lines: f"{max(row[2] for row in lines)}"),
        ("平均水位(m)", lambda lines: f"{mean(row[3] for row in lines):.2f}"),
        ("くみ上げ(回)", lambda lines: f"{sum(row[5] for row in lines):,}"),
    ]:
        tells(paper, " & ".join([label, *(value(lines) for lines in by_well)]))
    tells(paper, f"くみ上げは合わせて{sum(row[5] for row in every):,}回")
    ordinary = [row for row in by_well[1] if "訓練" not in row[6]]
    cool = mean(row[5] for row in ordinary if row[4] < 25)
    hot = mean(row[5] for row in ordinary if row[4] >= 30)
    tells(paper, f"25℃に満たない日には平均{cool:.0f}回、30℃以上の日には{hot:.0f}回")


def library():
    poster = sources / "tex" / "poster-library.tex"
    every = rows.library_sound()
    tells(poster, f"{len(every)}件")
    for floor, zone in [(3, "個人席"), (3, "窓側"), (2, "書架中央"), (2, "複写機のそば"),
                        (1, "カウンター前"), (2, "共同学習室")]:
        level = mean(row[4] for row in every if row[2:4] == [floor, zone])
        tells(poster, f"{floor}階 {zone} & {level:.1f}")
    floors = [mean(row[4] for row in every if row[2] == floor) for floor in (1, 2, 3)]
    tells(poster, "1階{:.1f}\\,dB、2階{:.1f}\\,dB、3階{:.1f}\\,dB".format(*floors))
    for hours, text in [("15-17", "平均{:.1f}\\,dB"), ("9-11", "({:.1f}\\,dB)")]:
        tells(poster, text.format(mean(row[4] for row in every if row[1] == hours)))


def canteen():
    poster = sources / "python" / "presentations.py"
    every = rows.leftovers()

    def grams(lines):
        return 1000 * sum(row[4] for row in lines) / sum(row[3] for row in lines)

    for menu in ("鶏の照り焼き", "さばの味噌煮", "カレー", "野菜炒め", "冷やしうどん"):
        before, after = (
            grams([row for row in every if row[1] == when and row[2] == menu]) for when in "前後"
        )
        tells(poster, f'["{menu}", "{before:.0f}", "{after:.0f}"]')
    before, after = (grams([row for row in every if row[1] == when]) for when in "前後")
    less = 100 * (before - after) / before
    tells(poster, f"一食{before:.1f}gから{after:.1f}gへ{less:.0f}%減った")
    half = mean(row[5] for row in every if row[1] == "後" and row[2] != "冷やしうどん")
    tells(poster, f"半ライスを選んだ人は{half:.0f}%")


def dormitory():
    poster = sources / "python" / "presentations.py"
    every = rows.dormitory()

    def wet(lines):
        return 100 * mean(row["condensation"] for row in lines)

    for name, laundry in (("No laundry", False), ("Laundry indoors", True)):
        shut, opened = (
            wet([r for r in every if r["laundry"] == laundry and test(r["window_min"])])
            for test in (lambda m: m == 0, lambda m: m >= 10)
        )
        tells(poster, f'["{name}", "{shut:.1f} %", "{opened:.1f} %"]')
    dry, hung = (mean(r["rh_mean"] for r in every if r["laundry"] == l) for l in (False, True))
    tells(poster, f"from {dry:.0f} to {hung:.0f} per cent")
    first, second = (wet([r for r in every if r["floor"] == floor]) for floor in (1, 2))
    tells(poster, f"{first:.0f} per cent of nights on the first floor, {second:.0f} on the second")


def readmes():
    datasets = samples / "datasets"
    for folder, count in [
        ("minosawa-heatwalk-winter-2024", f"{len(rows.winter_walk())} rows"),
        ("三つの井戸", f"{len(rows.wells())}行"),
        ("図書館の音", f"{len(rows.library_sound())}行"),
        ("食堂の食べ残し", f"{len(rows.leftovers())}行"),
        ("時間割と室温", f"時限別室温 | {len(rows.room_warmth())} |"),
        ("minosawa-dorm-humidity", f"{len(rows.dormitory())} lines"),
    ]:
        tells(datasets / folder / "README.md", count)


for check in (winter, timetable, wells, library, canteen, dormitory, readmes):
    check()
if wrong:
    sys.exit("\n".join(wrong))

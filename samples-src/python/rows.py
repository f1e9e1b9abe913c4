"""The rows of the sample datasets. Each function gives the same rows at every run (fixed seeds),
so that the sentences of the papers can be checked against them (see facts.py)."""

import datetime
import random

DAY = datetime.timedelta(days=1)


def winter_walk():
    """HeatWalk Winter 2024: evening, sky, transect, segment, land_use, flues, excess_k, qc_flag."""
    draw = random.Random(20240112)
    uses = {
        "A": ["commercial", "commercial", "dense_housing", "dense_housing", "park", "paddy"],
        "B": ["commercial", "dense_housing", "garden_housing", "garden_housing", "paddy", "paddy"],
        "C": ["dense_housing", "dense_housing", "dense_housing", "commercial", "park", "garden_housing"],
        "D": ["commercial", "commercial", "park", "park", "dense_housing", "dense_housing"],
        "E": ["dense_housing", "garden_housing", "garden_housing", "park", "paddy", "paddy"],
        "F": ["garden_housing", "garden_housing", "garden_housing", "dense_housing", "paddy", "park"],
        "G": ["commercial", "commercial", "commercial", "dense_housing", "garden_housing", "park"],
        "H": ["dense_housing", "garden_housing", "park", "park", "paddy", "paddy"],
    }
    flues = {"commercial": 3, "dense_housing": 15, "garden_housing": 7, "park": 1, "paddy": 0}
    base = {"commercial": 1.55, "dense_housing": 0.85, "garden_housing": 0.35, "park": 0.25, "paddy": 0.0}
    counted = {
        (transect, i): max(0, round(draw.gauss(flues[use], flues[use] / 4)))
        for transect, line in uses.items()
        for i, use in enumerate(line)
    }
    rows = []
    for week in range(6):
        for weekday in (0, 4):  # Fridays and the Tuesdays after them
            evening = datetime.date(2024, 1, 12) + DAY * (7 * week + weekday)
            sky = "overcast" if (week, weekday) in {(1, 0), (2, 4), (4, 0), (5, 4)} else "clear"
            share = 0.35 if sky == "overcast" else 1.0
            for transect, line in uses.items():
                for i, use in enumerate(line):
                    number = counted[transect, i]
                    excess = share * (base[use] + 0.11 * number) + draw.gauss(0, 0.22)
                    flag = 1 if draw.random() < 0.03 else 0
                    rows.append([evening.isoformat(), sky, transect, i + 1, use, number, round(excess, 2), flag])
    return rows


def wells():
    """三つの井戸: 日付, 井戸, 水温, 水位, 気温, くみ上げ, 備考 (one row a day and well)."""
    draw = random.Random(19580704)
    mean = {"上の井戸": 15.6, "辻の井戸": 16.1, "寺の井戸": 17.4}
    swing = {"上の井戸": 0.2, "辻の井戸": 0.3, "寺の井戸": 1.1}
    depth = {"上の井戸": 6.2, "辻の井戸": 4.8, "寺の井戸": 2.9}
    use = {"上の井戸": 6, "辻の井戸": 21, "寺の井戸": 11}
    notes = {
        ("2024-06-15", "辻の井戸"): "手押しポンプの革を交換",
        ("2024-07-02", "寺の井戸"): "大雨の翌日、水がわずかに濁る",
        ("2024-07-20", "辻の井戸"): "夏祭り。子どもの行列",
        ("2024-08-10", "辻の井戸"): "断水訓練。百二十人分をくむ",
        ("2024-08-27", "上の井戸"): "台風の接近により蓋を固定",
        ("2024-09-14", "寺の井戸"): "水質検査。飲用には煮沸が必要",
    }
    rows = []
    start = datetime.date(2024, 6, 1)
    for day in range(122):
        date = start + DAY * day
        summer = 1 - abs(day - 68) / 68
        air = round(21.5 + 9.5 * summer + draw.gauss(0, 1.5), 1)
        rain = draw.random() < 0.15
        for name in mean:
            water = round(mean[name] + swing[name] * (summer - 0.5) + draw.gauss(0, 0.08), 1)
            level = round(depth[name] + 0.5 * summer - (0.3 if rain else 0.0) + draw.gauss(0, 0.05), 2)
            pumped = max(0, round(use[name] * (0.5 + summer) + draw.gauss(0, 3)))
            note = notes.get((date.isoformat(), name), "")
            if "断水訓練" in note:
                pumped = 96
            rows.append([date.isoformat(), name, water, level, air, pumped, note])
    return rows


def library_sound():
    """図書館の音: 日付, 時間帯, 階, 区画, 騒音_dB, 在席数, 主な音源."""
    draw = random.Random(20231016)
    zones = [
        (1, "カウンター前", 51.0, "話し声"),
        (1, "新聞の棚", 46.0, "紙をめくる音"),
        (1, "入口わき", 49.5, "自動扉"),
        (2, "共同学習室", 54.0, "話し声"),
        (2, "書架中央", 41.0, "足音"),
        (2, "窓側", 42.5, "外の車"),
        (2, "複写機のそば", 48.0, "複写機"),
        (3, "窓側", 36.0, "空調"),
        (3, "個人席", 34.5, "空調"),
        (3, "書架中央", 37.0, "足音"),
        (3, "階段わき", 43.0, "足音"),
        (3, "雑誌の棚", 38.5, "紙をめくる音"),
    ]
    hours = ["9-11", "11-13", "13-15", "15-17", "17-19", "19-21"]
    full = [0.3, 0.7, 0.8, 1.0, 0.6, 0.35]
    rows = []
    for day in range(14):
        date = datetime.date(2023, 10, 16) + DAY * day
        if date.weekday() >= 5:
            continue
        for hour, share in zip(hours, full):
            for floor, zone, quiet, source in zones:
                seated = max(0, round(draw.gauss(26 * share, 4)))
                level = round(quiet + 0.16 * (seated - 16) + draw.gauss(0, 1.2), 1)
                rows.append([date.isoformat(), hour, floor, zone, level, seated, source])
    return rows


def leftovers():
    """食堂の食べ残し: 日付, 期間, 献立, 提供食数, 食べ残し_kg, 半ライス_%."""
    draw = random.Random(20240513)
    menus = [("鶏の照り焼き", 0), ("さばの味噌煮", 9), ("カレー", -12), ("野菜炒め", 6), ("冷やしうどん", -5)]
    rows = []
    date = datetime.date(2024, 5, 13)
    while len(rows) < 40:
        if date.weekday() < 5:
            menu, extra = menus[date.weekday()]
            after = len(rows) >= 20
            meals = round(draw.gauss(412, 25))
            half = round(draw.gauss(29, 3)) if after and menu != "冷やしうどん" else 0
            grams = 63 + extra - 0.75 * half + draw.gauss(0, 2.5)
            rows.append(
                [date, "後" if after else "前", menu, meals, round(meals * grams / 1000, 1), half]
            )
        date += DAY
    return rows


def dormitory():
    """Dormitory humidity: one record a night and room."""
    draw = random.Random(20231204)
    rows = []
    for night in range(28):
        date = datetime.date(2023, 12, 4) + DAY * night
        outside = round(draw.gauss(3.5, 2.2), 1)
        for number in range(1, 25):
            laundry = draw.random() < (0.45 if date.weekday() in (5, 6) else 0.22)
            opened = draw.choice([0, 0, 0, 5, 10, 10, 15])
            humidity = 57 + (13 if laundry else 0) - 0.5 * opened + draw.gauss(0, 3)
            coldest = 13.5 + 0.25 * outside + draw.gauss(0, 0.8)
            wet = humidity - 2.0 * (coldest - 13.5) + draw.gauss(0, 4) > 65
            rows.append(
                {
                    "night": date.isoformat(),
                    "room": f"D{number:02d}",
                    "floor": 1 + (number - 1) // 8,
                    "rh_mean": round(humidity, 1),
                    "temp_min": round(coldest, 1),
                    "outside_c": outside,
                    "laundry": laundry,
                    "window_min": opened,
                    "condensation": wet,
                }
            )
    return rows


ROOMS = {"N201": "東", "N301": "東", "N204": "西", "N304": "西"}
DAYS = "月火水木金"
LIMIT = 28.4


def room_warmth():
    """週, 室, 向き, 時限, 平均室温 of the 12 weeks from 9 May to 29 July 2022."""
    draw = random.Random(20220509)
    course = {"東": [-1.2, 0.1, 0.3, 0.4, 0.3], "西": [-2.2, -1.2, 0.0, 1.7, 2.4]}
    rows = []
    for week in range(1, 13):
        season = 24.6 + 5.0 * min(1.0, (week - 1) / 8)
        weather = draw.gauss(0, 0.5)
        for room, facing in ROOMS.items():
            for period in range(1, 6):
                warmth = season + weather + course[facing][period - 1] + draw.gauss(0, 0.15)
                rows.append([week, room, facing, period, round(warmth, 1)])
    return rows


def timetable():
    """科目番号, 曜日, 時限, 室, 履修者: as it was, 66 classes."""
    draw = random.Random(660401)
    slots = [(day, period, room) for day in DAYS for period in range(1, 6) for room in ROOMS]
    # as registrars know it: few like the first period, everybody the afternoon
    weight = {1: 0.25, 2: 0.8, 3: 0.8, 4: 0.9, 5: 0.5}
    chosen = []
    while len(chosen) < 66:
        slot = draw.choice(slots)
        if slot not in chosen and draw.random() < weight[slot[1]]:
            chosen.append(slot)
    chosen.sort(key=lambda slot: (DAYS.index(slot[0]), slot[1], slot[2]))
    return [
        [f"LE{201 + i}", day, period, room, draw.randint(24, 70)]
        for i, (day, period, room) in enumerate(chosen)
    ]


def warm_weeks():
    """How many of the 12 weeks a room and period exceed the limit."""
    weeks = {}
    for _, room, _, period, warmth in room_warmth():
        weeks[room, period] = weeks.get((room, period), 0) + (warmth > LIMIT)
    return weeks


def moves():
    """科目番号, 曜日, 旧時限, 旧室, 新時限, 新室: afternoon classes of the west side, largest first, go
    to the free slot of the same day with the fewest warm weeks."""
    weeks = warm_weeks()
    table = timetable()
    taken = {(day, period, room) for _, day, period, room, _ in table}
    result = []
    hot = [row for row in table if ROOMS[row[3]] == "西" and row[2] >= 4]
    for code, day, period, room, _ in sorted(hot, key=lambda row: -row[4]):
        free = [(p, r) for p in range(1, 6) for r in ROOMS if (day, p, r) not in taken]
        if not free:
            continue
        best = min(free, key=lambda slot: (weeks[slot[1], slot[0]], slot))
        if weeks[best[1], best[0]] < weeks[room, period]:
            taken.discard((day, period, room))
            taken.add((day, *best))
            result.append([code, day, period, room, *best])
    return result

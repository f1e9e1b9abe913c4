"""Writes the sample presentations below the folder given: two posters and one lecture's slides."""

import pathlib
import sys

import slides
from slides import Box, Deck, Grid, Slide

out = pathlib.Path(sys.argv[1])

half_rice = Deck(
    "半ライスは食べ残しを減らすか",
    "笹川 亮太・柚木 大地",
    "ja-JP",
    420,
    594,
    "8A4B14",
    72,
    [
        Slide(
            "半ライスは食べ残しを減らすか",
            "笹川 亮太・柚木 大地(蓑沢大学 生活環境情報学科)",
            [
                Box(14, 80, 190, 130, "きっかけ", [
                    "学生食堂では毎日25kgほどの食べ残しが出る。最も多いのはご飯である。",
                    "「多いと思っても、少なめと言い出しにくい」という声を受け、券売機に半ライスのボタンを付けた。値引きは20円とした。",
                ], 32),
                Box(14, 218, 190, 150, "方法", [
                    "2024年5月13日から7月5日までの平日40日、返却口で食べ残しの重さを量った。",
                    "前半20日は従来どおり、後半20日は半ライスのボタンあり。",
                    "ご飯の付かない金曜日の冷やしうどんを比較の相手とした。",
                    "結果はデータセット「食堂の食べ残し」として公開している。",
                ], 32, True),
                Box(14, 376, 190, 150, "使った人の声", [
                    "「ボタンなら誰にも気をつかわずに選べる」",
                    "「20円より、残さずに済むのがうれしい」",
                    "「部活のあとは半ライスでは足りない」",
                ], 32, True),
                Box(214, 80, 192, 46, "結果", ["一食あたりの食べ残し(g)"], 32),
                Grid(214, 132, 192, 110, [
                    ["献立", "前", "後"],
                    ["鶏の照り焼き", "63", "43"],
                    ["さばの味噌煮", "74", "51"],
                    ["カレー", "51", "31"],
                    ["野菜炒め", "69", "47"],
                    ["冷やしうどん", "56", "58"],
                    ["全体", "62.7", "45.9"],
                ], 26),
                Box(214, 252, 192, 116, "分かったこと", [
                    "食べ残しは一食62.7gから45.9gへ27%減った。",
                    "半ライスを選んだ人は29%。",
                    "うどんの日は56gから58gで、ほとんど変わらない。減ったのは半ライスのためと考えてよい。",
                ], 32, True),
                Box(214, 376, 192, 150, "これから", [
                    "魚の骨と皮を食べ残しから分けて量る。",
                    "秋からは夕食の時間にもボタンを置く。",
                    "浮いた米の代金で、味噌汁の具を一品増やすことを食堂と相談している。",
                ], 32, True),
                Box(14, 540, 392, 30, "", [
                    "このポスターは見本であり、大学、人物、測定値はすべて架空である。CC0 1.0",
                ], 18),
            ],
            "発表のときに聞かれること:値引きをしないとどうなるか。値引きなしの週はまだ試していない。\n"
            "量りの精度は100g。返却口のごみ袋ごと量り、袋の重さ40gを引いた。\n"
            "残ったご飯は近くの養鶏場に引き取ってもらっている。",
        )
    ],
)

dry_dorm = Deck(
    "Dry Laundry, Dry Walls: Mould in a Dormitory",
    "Piotr Lindqvist, Daniel Verwey",
    "en-GB",
    420,
    297,
    "1B5E4B",
    34,
    [
        Slide(
            "Dry Laundry, Dry Walls: Mould in a Dormitory",
            "Piotr Lindqvist and Daniel Verwey, Living Environment and Informatics, Minosawa University",
            [
                Box(12, 62, 128, 92, "Problem", [
                    "Every spring the caretaker repaints a dozen rooms of Dormitory D because of black mould "
                    "behind the beds. Residents are told to air their rooms, and told that it is their fault.",
                ], 21),
                Box(12, 160, 128, 122, "What we did", [
                    "24 rooms, 28 nights from 4 December 2023: 672 nights in all.",
                    "Humidity and temperature at the coldest corner; a contact switch on the window.",
                    "Each morning the residents ticked two boxes: laundry drying? water on the pane?",
                    "Published as the dataset Minosawa Dorm Humidity.",
                ], 21, True),
                Box(146, 62, 128, 20, "", ["Condensation, share of nights"], 21),
                Grid(146, 88, 128, 66, [
                    ["", "Window shut", "Open 10 min or more"],
                    ["No laundry", "3.0 %", "0.0 %"],
                    ["Laundry indoors", "65.4 %", "33.0 %"],
                ], 21),
                Box(146, 160, 128, 122, "Result", [
                    "Laundry raised the mean relative humidity from 54 to 67 per cent.",
                    "Ten minutes of open window halved the wet nights, but a wet towel undid it.",
                    "Upper floors were wetter: 10 per cent of nights on the first floor, 18 on the second.",
                ], 21, True),
                Box(280, 62, 128, 92, "Surprise", [
                    "Without laundry, condensation hardly ever occurred, whatever the residents did with the "
                    "window. The caretaker's lectures were aimed at the wrong habit.",
                ], 21),
                Box(280, 160, 128, 86, "Advice", [
                    "Open a heated drying room in the basement: 310,000 yen once, less than one year of paint.",
                    "Move beds a hand's breadth away from the outer wall.",
                ], 21, True),
                Box(280, 252, 128, 30, "", [
                    "This poster is a sample: the university, the people and all measurements are imaginary. CC0 1.0",
                ], 12),
            ],
            "Expect the question why upper floors are wetter: warm moist air rises through the stairwell.\n"
            "The resident of D17 kept newts in a covered tank; the room is no wetter than its neighbours.",
        )
    ],
)

reading_plots = Deck(
    "Reading an Indoor Climate Plot",
    "Piotr Lindqvist",
    "en-GB",
    254,
    190.5,
    "1F4E8C",
    32,
    [
        Slide(
            "Reading an Indoor Climate Plot",
            "Environmental Informatics I, lecture 3. Piotr Lindqvist, Minosawa University",
            [Box(20, 80, 214, 60, "Today", [
                "What a time series of a room can tell, and what it cannot.",
                "All examples are from imaginary rooms. CC0 1.0",
            ], 20, True)],
            "Hand out the printed plots before the first slide. Ask who has a window seat.",
        ),
        Slide(
            "Sawtooth: somebody opens a window",
            "",
            [Box(20, 45, 214, 110, "", [
                "Carbon dioxide climbs in a straight line while a class sits still.",
                "A sudden fall, then a new climb: a window was opened and shut again.",
                "The steeper the fall, the stronger the wind, not the wider the opening.",
                "Mark each tooth before you fit anything.",
            ], 20, True)],
            "The usual mistake is to average over the teeth. Show what the mean hides.",
        ),
        Slide(
            "The step that is not weather",
            "",
            [Box(20, 45, 214, 60, "", [
                "A step within one interval that stays is nearly always an instrument: moved, swapped or re-zeroed.",
                "Look into the field notes first. In June 2022 a vacuum cleaner explained eleven missing hours.",
            ], 20, True),
             Grid(20, 112, 214, 55, [
                ["Shape", "Likely cause", "What to do"],
                ["Step, stays", "Logger moved", "Split the series"],
                ["Spike, one value", "Radio error", "Flag it"],
                ["Flat line", "Dead battery", "Delete it"],
            ], 16)],
            "Let the students find the step in the second plot themselves; it takes them about four minutes.",
        ),
        Slide(
            "Lag: walls remember yesterday",
            "",
            [Box(20, 45, 214, 110, "", [
                "Air follows the sun within minutes, a concrete wall within nine or ten hours.",
                "A room that is warm at midnight was heated at two in the afternoon.",
                "Plot the room against the outdoor air shifted by the lag: the loop closes to a line.",
            ], 20, True)],
            "Homework: estimate the lag of your own bedroom with a kitchen thermometer.",
        ),
    ],
)

slides.write(out / "posters" / "半ライスは食べ残しを減らすか.pptx", half_rice)
slides.write(out / "posters" / "dry-laundry-dry-walls.pptx", dry_dorm)
slides.write(out / "notes" / "lecture-03-indoor-climate-plots.pptx", reading_plots)

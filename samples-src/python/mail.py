"""Writes the sample mail below the folder given, as Japanese mailing lists send it: ISO-2022-JP."""

import pathlib
import sys
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

JAPANESE = "iso-2022-jp"

TEXT = """\
生活環境情報学科の皆さま

公開セミナーを次のとおり開きます。学外の方も予約なしで参加できます。

  題目  溜池はだれのものか――夜の涼しさと農業用水のあいだ
  講師  水野 灯(本学科 修士課程2年)
        柚木 大地(本学科 助教)
  日時  2024年11月22日(金) 16時20分から17時50分まで
  場所  北館 N204教室(当日は暖房なし。ひざ掛けを貸します)

内容
  北団地の溜池には、統廃合の話が持ち上がっています。夏の夜に池が団地を
  どれだけ冷やしているかを測った結果を報告し、水利組合の役員、団地の住民と
  ともに、池を残すなら費用をだれが負担するのかを話し合います。

お願い
  ・駐車場は使えません。循環バスは16時05分に大学前に着きます。
  ・手話通訳を希望する方は、11月15日までに小田までお知らせください。
  ・翌23日(土)の朝9時から、溜池の堤を歩く見学会を行います。
    長靴をお持ちください。雨のときは中止します。

世話人 小田 美怜
蓑沢大学 生活環境情報学科

-- 
このメールは見本です。大学、人物、行事はすべて架空です。CC0 1.0
"""

POSTER = """\
公開セミナー 掲示用
溜池はだれのものか
2024年11月22日(金) 16時20分 北館 N204教室
"""


def header(text):
    return Header(text, JAPANESE)


def part(text):
    body = MIMEText(text, "plain", JAPANESE)
    del body["MIME-Version"]
    return body


mail = MIMEMultipart(boundary="=_minosawa_seminar")
mail["From"] = f"{header('小田 美怜').encode()} <oda@minosawa.example>"
mail["To"] = f"{header('生活環境情報学科 全員').encode()} <all@minosawa.example>"
mail["Subject"] = header("公開セミナー「溜池はだれのものか」のお知らせ(11月22日)")
mail["Date"] = "Fri, 01 Nov 2024 09:00:00 +0900"
mail["Message-ID"] = "<20241101090000.seminar@minosawa.example>"
mail.attach(part(TEXT))
poster = part(POSTER)
poster.add_header("Content-Disposition", "attachment", filename="keiji.txt")
mail.attach(poster)

path = pathlib.Path(sys.argv[1]) / "notes" / "公開セミナーのお知らせ.eml"
path.parent.mkdir(parents=True, exist_ok=True)
path.write_bytes(mail.as_bytes().replace(b"\n", b"\r\n"))

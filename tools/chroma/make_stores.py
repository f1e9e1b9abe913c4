#!/usr/bin/env python3
"""Writes stores as the earlier system kept them, by Chroma itself, and what Chroma answers of them.

Needs `pip install chromadb` in a virtual environment (tried: 0.4.24, 0.5.23, 0.6.3, 1.5.9; numpy below 2 for the
first three). `./check` does not need it: small stores made by it lie in src/test/resources/researchpaas/takeover/chroma.

    make_stores.py OUT                        200 and 2,500 documents, cosine and L2, 384 dimensions
    make_stores.py OUT --fixtures             the same with few dimensions, each packed as a zip with what is expected
    make_stores.py OUT --points 250 --space cosine --sync 100 --batch 20 --dimension 8 --name mixed --pack

A store is written by one process and read back by another one, since what a process holds in memory and what it finds
again need not be the same.
"""

import argparse
import base64
import hashlib
import json
import os
import pathlib
import random
import shutil
import sqlite3
import struct
import subprocess
import sys
import zipfile

COLLECTION = "research_documents"
CATEGORIES = ("paper", "paper", "paper", "poster", "dataset")
SUBJECTS = ("moths at street lamps", "大阪の気温と湿度", "soil moisture", "夜行性の昆虫", "river temperature", "観測所の灯火")


def vector(seed, dimension, unit):
    """As an embedding model gives it: every number a float of 32 bits, the length about one."""
    draw = random.Random(seed)
    raw = [draw.gauss(0, 1) for _ in range(dimension)]
    length = sum(x * x for x in raw) ** 0.5 if unit else 0.6
    return [struct.unpack("<f", struct.pack("<f", x / length))[0] for x in raw]


def document(number, layout, revision=0):
    """One point as the earlier system wrote it: its id, metadata and text."""
    category = CATEGORIES[number % len(CATEGORIES)]
    subject = SUBJECTS[number % len(SUBJECTS)]
    title = f"{subject} {number}" + (f", revised {revision}" if revision else "")
    name = f"{category}-{number}.{'csv' if category == 'dataset' else 'pdf'}"
    path = "" if category == "dataset" else f"/Users/taro/lab/{category}/{name}"
    authors = "岡田花子, Smith" if number % 2 else ""
    if layout == "a":
        if number % 7 == 0 and category != "dataset":
            path = f"gdrive://{category}/1AbC{number:06d}"
        key = hashlib.md5(f"{category}_{number}_{path}".encode()).hexdigest()
        metadata = {
            "document_id": number,
            "category": category,
            "file_path": path,
            "file_name": "" if category == "dataset" else name,
            "title": title,
            "authors": authors,
            "keywords": "moth, 灯火",
            "created_at": "" if number % 5 == 0 else "2025-03-01T09:00:00",
            "file_size": 1000 + number,
            "content_preview": f"What {number} says of {subject}.",
        }
        return key, metadata, f"{title} What {number} says of {subject}. moth, 灯火 {authors}"
    metadata = {
        "type": category,
        "id": number,
        "timestamp": "2025-03-03T00:00:00.123456",
        "text_length": 100 + number,
    }
    if category == "dataset":
        metadata |= {"name": title, "file_count": 3, "description": f"Values of {subject}."}
    else:
        metadata |= {"title": title, "authors": authors, "file_name": name}
    if os.environ.get("BRIEF"):  # for large fixtures, which are about vectors
        metadata = {k: v for k, v in metadata.items() if k in ("type", "id", "name", "file_name")}
    return f"{category}_{number}", metadata, f"{title}\n{authors}\nWhat {number} says of {subject}."


def write(folder, options):
    import chromadb

    client = chromadb.PersistentClient(str(folder))
    metadata = {"hnsw:space": options.space}
    if options.sync:
        metadata |= {"hnsw:sync_threshold": options.sync, "hnsw:batch_size": options.batch}
    if options.space == "l2" and options.points < 2500:
        metadata = None  # the earlier system said nothing then, and L2 is what it got
    kept = client.create_collection(COLLECTION, metadata=metadata, embedding_function=None)
    other = client.create_collection("another_collection", embedding_function=None)
    other.add(ids=["paper_1"], embeddings=[[1.0, 0.0]], documents=["of somebody else"])

    numbers = list(range(1, options.points + 1))
    for start in range(0, len(numbers), 50):
        batch = [document(n, options.layout) for n in numbers[start : start + 50]]
        kept.add(
            ids=[key for key, _, _ in batch],
            metadatas=[meta for _, meta, _ in batch],
            documents=[text for _, _, text in batch],
            embeddings=[
                vector(n, options.dimension, n % 50 != 0) for n in numbers[start : start + 50]
            ],
        )
    # of each kind some early ones, which lie in the index's files by now, and some late ones
    ends = numbers[:20] + numbers[-20:]
    ids = {n: document(n, options.layout)[0] for n in ends}
    for n in ends[0::5]:  # other metadata, the same vector
        kept.update(ids=[ids[n]], metadatas=[document(n, options.layout, 1)[1]])
    for n in ends[1::5]:  # another vector
        kept.update(ids=[ids[n]], embeddings=[vector(-n, options.dimension, True)])
    for n in ends[2::5]:
        kept.delete(ids=[ids[n]])
    for n in ends[3::10]:  # all of it
        key, meta, text = document(n, options.layout, 2)
        kept.upsert(
            ids=[key],
            metadatas=[meta],
            documents=[text],
            embeddings=[vector(-n, options.dimension, True)],
        )
    back = document(ends[2], options.layout, 3)  # deleted, and there again
    kept.add(
        ids=[back[0]],
        metadatas=[back[1]],
        documents=[back[2]],
        embeddings=[vector(-ends[2], options.dimension, True)],
    )


def expected(folder):
    """What Chroma answers, a line a point."""
    import chromadb

    kept = chromadb.PersistentClient(str(folder)).get_collection(COLLECTION, embedding_function=None)
    got = kept.get(include=["embeddings", "metadatas", "documents"])
    for key, meta, text, numbers in zip(
        got["ids"], got["metadatas"], got["documents"], got["embeddings"]
    ):
        bits = b"".join(struct.pack("<f", x) for x in numbers)
        yield json.dumps(
            {
                "id": key,
                "metadata": meta,
                "document": text,
                "vector": base64.b64encode(bits).decode(),
            },
            ensure_ascii=False,
            sort_keys=True,
        )


def slim(database):
    """Takes out what is made from the rest and is most of the file: full-text index and indexes of values."""
    kept = sqlite3.connect(database)
    kept.execute("drop table if exists embedding_fulltext_search")
    for name in kept.execute(
        "select name from sqlite_master where type = 'index' and name like 'embedding_metadata%'"
    ).fetchall():
        kept.execute(f"drop index {name[0]}")
    kept.commit()
    kept.execute("vacuum")
    kept.close()


def pack(folder, target):
    lines = subprocess.run(
        [sys.executable, __file__, "--expect", str(folder)],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    slim(folder / "chroma.sqlite3")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            info = zipfile.ZipInfo("store/" + file.relative_to(folder).as_posix())
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, file.read_bytes(), compresslevel=9)
        info = zipfile.ZipInfo("expected.jsonl")
        info.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(info, lines, compresslevel=9)
    print(target, target.stat().st_size, "bytes,", lines.count("\n"), "points")


def run(out, options, name):
    folder = out / name
    shutil.rmtree(folder, ignore_errors=True)
    arguments = [f"--{k}={v}" for k, v in vars(options).items() if k in STORE and v is not None]
    subprocess.run([sys.executable, __file__, "--write", str(folder), *arguments], check=True)
    if options.pack:
        pack(folder, out / f"{name}.zip")
        shutil.rmtree(folder)
    else:
        print(folder)


STORE = ("points", "space", "layout", "dimension", "sync", "batch")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out", nargs="?", type=pathlib.Path)
    parser.add_argument("--fixtures", action="store_true")
    parser.add_argument("--points", type=int)
    parser.add_argument("--space", choices=("cosine", "l2"), default="cosine")
    parser.add_argument("--layout", choices=("a", "b"), default="a")
    parser.add_argument("--dimension", type=int, default=384)
    parser.add_argument("--sync", type=int)
    parser.add_argument("--batch", type=int, default=100)
    parser.add_argument("--name", default="store")
    parser.add_argument("--pack", action="store_true")
    parser.add_argument("--write", type=pathlib.Path)
    parser.add_argument("--expect", type=pathlib.Path)
    options = parser.parse_args()
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    if options.write:
        write(options.write, options)
    elif options.expect:
        sys.stdout.reconfigure(encoding="utf-8")
        for line in expected(options.expect):
            print(line)
    elif options.points:
        run(options.out, options, options.name)
    else:
        if options.fixtures:
            options.pack = True
        for points in (200, 2500):
            if options.fixtures:
                options.dimension = 8 if points == 200 else 4
            for space, layout in (("cosine", "a"), ("l2", "b")):
                options.points, options.space = points, space
                options.layout = layout
                os.environ["BRIEF"] = ""
                if options.fixtures and points == 2500:
                    # the long ids of layout A would make most of it
                    options.layout, os.environ["BRIEF"] = "b", "1"
                run(options.out, options, f"{space}-{points}")


if __name__ == "__main__":
    main()

"""Records what Qdrant's own engine answers, for `FakeQdrantTest` to replay against the double.

Data and requests are generated (seed fixed). Each request goes to `engine_server.Door`; what reads
also goes to the local mode of `qdrant-client`, Qdrant's second implementation, and where the two
differ it is told and left out.

    venv/bin/python tools/qdrant/record.py src/test/resources/researchpaas/search/qdrant/engine.txt
"""

import random
import sys

from engine_server import Door, Refused, refusal
from google.protobuf import text_format
from qdrant_client import QdrantClient
from qdrant_client import grpc as q
from qdrant_client import models as m
from qdrant_client.conversions.conversion import GrpcToRest, grpc_to_payload, json_to_value



def payload_to_grpc(payload):
    return {key: json_to_value(value) for key, value in payload.items()}


rand = random.Random(20261128)
door = Door()
local = QdrantClient(":memory:")
out = []
left_out = []
refusals = []


def say(method, request, answer):
    text = text_format.MessageToString(request, as_one_line=True, use_short_repeated_primitives=True)
    if isinstance(answer, Refused):
        out.append(f"{method}\n{text}\n! {answer.code.name}\n")
    elif isinstance(answer, Exception):
        out.append(f"{method}\n{text}\n! {refusal(answer)[0].name}\n")
    else:
        out.append(f"{method}\n{text}\n= {text_format.MessageToString(answer, as_one_line=True, use_short_repeated_primitives=True)}\n")


def ask(method, request, other=None):
    try:
        answer = getattr(door, method.replace("/", "_"))(request)
    except Exception as refused:
        if type(refused) not in (Refused, Exception):
            raise  # a mistake here, no answer of the engine
        answer = refused
    if isinstance(answer, Exception):
        refusals.append(f"{method}: {answer}")
    if other is not None and not isinstance(answer, Exception):
        reason = differs(answer, other)
        if reason:
            left_out.append((method, text_format.MessageToString(request, as_one_line=True, use_short_repeated_primitives=True), reason))
            return answer
    say(method, request, answer)
    return answer


def ids(points):
    return [p.id.num if p.id.HasField("num") else p.id.uuid for p in points]


def close(a, b):
    return abs(a - b) <= 1e-4 * max(1, abs(a), abs(b))


def differs(answer, other):
    """None when local mode answers the same; ties may stand in any order."""
    try:
        said = other()
    except Exception as error:
        return f"local mode: {type(error).__name__} {error}"
    if isinstance(answer, q.QueryResponse):
        mine = [(p.score, i) for p, i in zip(answer.result, ids(answer.result))]
        theirs = [(p.score, p.id) for p in said.points]
        if answer.result and answer.result[0].HasField("order_value"):
            return None if [i for _, i in mine] == [i for _, i in theirs] else f"{mine} {theirs}"
        if len(mine) != len(theirs) or not all(close(a[0], b[0]) for a, b in zip(mine, theirs)):
            return f"{mine} {theirs}"
        last = mine[-1][0] if mine else 0
        sure = lambda hits: {str(i) for s, i in hits if not close(s, last)}
        return None if sure(mine) == sure(theirs) else f"{mine} {theirs}"
    if isinstance(answer, q.ScrollResponse):
        points, following = said
        if any(p.HasField("order_value") for p in answer.result):
            mine = [p.order_value.int or p.order_value.float for p in answer.result]
            theirs = sorted((str(p.id) for p in points))
            wrong = mine not in (sorted(mine), sorted(mine, reverse=True))
            return "order" if wrong or theirs != sorted(map(str, ids(answer.result))) else None
        if [str(p.id) for p in points] != [str(i) for i in ids(answer.result)]:
            return f"{ids(answer.result)} {[p.id for p in points]}"
        for mine, theirs in zip(answer.result, points):
            if grpc_to_payload(mine.payload) != (theirs.payload or {}):
                return f"payload of {theirs.id}"
        return None
    if isinstance(answer, q.CountResponse):
        return None if answer.result.count == said.count else f"{answer.result.count} {said.count}"
    if isinstance(answer, q.FacetResponse):
        mine = [(grpc_facet(h.value), h.count) for h in answer.hits]
        theirs = [(h.value, h.count) for h in said.hits]
        return None if mine == theirs else f"{mine} {theirs}"
    return None


def grpc_facet(value):
    return getattr(value, value.WhichOneof("variant"))


# --- the collection

DENSE = {"cos": q.Distance.Cosine, "dot": q.Distance.Dot, "euc": q.Distance.Euclid, "man": q.Distance.Manhattan}
REST = {"cos": m.Distance.COSINE, "dot": m.Distance.DOT, "euc": m.Distance.EUCLID, "man": m.Distance.MANHATTAN}

ask(
    "Collections/Create",
    q.CreateCollection(
        collection_name="c",
        vectors_config=q.VectorsConfig(
            params_map=q.VectorParamsMap(map={n: q.VectorParams(size=4, distance=d) for n, d in DENSE.items()})
        ),
        sparse_vectors_config=q.SparseVectorConfig(
            map={"plain": q.SparseVectorParams(), "idf": q.SparseVectorParams(modifier=q.Modifier.Idf)}
        ),
    ),
)
local.create_collection(
    "c",
    vectors_config={n: m.VectorParams(size=4, distance=d) for n, d in REST.items()},
    sparse_vectors_config={
        "plain": m.SparseVectorParams(),
        "idf": m.SparseVectorParams(modifier=m.Modifier.IDF),
    },
)
for field, kind in {
    "word": q.FieldType.FieldTypeKeyword,
    "tags": q.FieldType.FieldTypeKeyword,
    "n": q.FieldType.FieldTypeInteger,
    "many": q.FieldType.FieldTypeInteger,
    "x": q.FieldType.FieldTypeFloat,
    "yes": q.FieldType.FieldTypeBool,
    "at": q.FieldType.FieldTypeDatetime,
}.items():
    ask(
        "Points/CreateFieldIndex",
        q.CreateFieldIndexCollection(collection_name="c", wait=True, field_name=field, field_type=kind),
    )

WORDS = ["bee", "tram", "rice", "蜂", "Bee"]


def number():
    return round(rand.uniform(-1, 1), 3)


def some_vector():
    return [number() for _ in range(4)]


def some_sparse(most=6):
    indices = rand.sample([1, 2, 3, 5, 8, 13, 21, 4000000000], rand.randint(1, most))
    return indices, [round(rand.uniform(0.1, 2), 3) for _ in indices]


def some_payload():
    payload = {}
    if rand.random() < 0.9:
        payload["word"] = rand.choice(WORDS)
    payload["tags"] = rand.choice([[], ["a"], ["a", "b"], ["b", "c", "b"], None, "c", ["a", None]])
    if rand.random() < 0.1:
        del payload["tags"]
    if rand.random() < 0.9:
        payload["n"] = rand.randint(-3, 6)
    payload["many"] = [rand.randint(0, 5) for _ in range(rand.randint(0, 3))]
    if rand.random() < 0.8:
        payload["x"] = rand.choice([rand.randint(0, 3), round(rand.uniform(0, 3), 2)])
    payload["yes"] = rand.choice([True, False, [True, False]])
    payload["at"] = f"20{rand.randint(10, 26)}-0{rand.randint(1, 9)}-1{rand.randint(0, 9)}T0{rand.randint(0, 9)}:00:00Z"
    payload["nest"] = {"k": rand.choice(WORDS), "list": [{"a": rand.randint(0, 2), "b": rand.choice("pq")} for _ in range(rand.randint(0, 3))]}
    return payload


def some_id(n):
    return n if n % 3 else f"{rand.getrandbits(32):08x}-0000-5000-8000-{n:012x}"


def id_message(i):
    return q.PointId(num=i) if isinstance(i, int) else q.PointId(uuid=i)


def point(i):
    named, rest = {}, {}
    for name in DENSE:
        if rand.random() < 0.9:
            v = some_vector()
            named[name] = q.Vector(dense=q.DenseVector(data=v))
            rest[name] = v
    for name in ("plain", "idf"):
        if rand.random() < 0.9:
            indices, values = some_sparse()
            named[name] = q.Vector(sparse=q.SparseVector(indices=indices, values=values))
            rest[name] = m.SparseVector(indices=indices, values=values)
    payload = some_payload()
    return (
        q.PointStruct(
            id=id_message(i),
            vectors=q.Vectors(vectors=q.NamedVectors(vectors=named)),
            payload=payload_to_grpc(payload),
        ),
        m.PointStruct(id=i, vector=rest, payload=payload),
    )


IDS = [some_id(n) for n in range(1, 25)]
pairs = [point(i) for i in IDS]
ask("Points/Upsert", q.UpsertPoints(collection_name="c", wait=True, points=[a for a, _ in pairs]))
local.upsert("c", [b for _, b in pairs])

# --- conditions


def field(key, **options):
    return q.Condition(field=q.FieldCondition(key=key, **options))


def one(key, **options):
    return field(key, match=q.Match(**options))


CONDITIONS = (
    [one("word", keyword=w) for w in WORDS + ["none"]]
    + [one("tags", keyword="a"), one("tags", keywords=q.RepeatedStrings(strings=["b", "c"]))]
    + [one("tags", except_keywords=q.RepeatedStrings(strings=["a"]))]
    + [one("word", except_keywords=q.RepeatedStrings(strings=["bee", "tram"]))]
    + [one("n", integer=2), one("n", integers=q.RepeatedIntegers(integers=[-1, 0, 1]))]
    + [one("n", except_integers=q.RepeatedIntegers(integers=[2, 3])), one("many", integer=3)]
    + [one("yes", boolean=True), one("yes", boolean=False), one("nest.k", keyword="bee")]
    + [one("nest.list[].a", integer=1), one("nest.list[0].b", keyword="p")]
    + [field("n", range=q.Range(gte=0, lt=3)), field("x", range=q.Range(gt=1)), field("x", range=q.Range(lte=1))]
    + [field("many", range=q.Range(gt=1, lt=3)), field("n", range=q.Range(gt=100))]
    + [field("many", values_count=q.ValuesCount(gt=1)), field("many", values_count=q.ValuesCount(lt=1))]
    + [field("tags", values_count=q.ValuesCount(gte=2)), field("tags", is_empty=True), field("tags", is_null=True)]
    + [q.Condition(is_empty=q.IsEmptyCondition(key=k)) for k in ("tags", "many", "word", "none")]
    + [q.Condition(is_null=q.IsNullCondition(key=k)) for k in ("tags", "word", "none")]
    + [q.Condition(has_id=q.HasIdCondition(has_id=[id_message(i) for i in IDS[:5]]))]
    + [q.Condition(has_id=q.HasIdCondition(has_id=[q.PointId(num=999)]))]
    + [q.Condition(has_vector=q.HasVectorCondition(has_vector=n)) for n in ("cos", "idf")]
    + [
        q.Condition(
            nested=q.NestedCondition(
                key=key,
                filter=q.Filter(must=[one("a", integer=1), one("b", keyword="q")]),
            )
        )
        for key in ("nest.list", "nest.list[]")
    ]
    + [
        q.Condition(
            nested=q.NestedCondition(key="nest.list", filter=q.Filter(must_not=[one("a", integer=1)]))
        )
    ]
)


def some_filter():
    some = lambda most: rand.sample(CONDITIONS, rand.randint(0, most))
    f = q.Filter(must=some(2), should=some(3), must_not=some(1))
    if rand.random() < 0.3:
        f.min_should.CopyFrom(q.MinShould(conditions=rand.sample(CONDITIONS, 4), min_count=2))
    if rand.random() < 0.3:
        f.must.append(q.Condition(filter=q.Filter(should=rand.sample(CONDITIONS, 2))))
    return f


def rest_filter(f):
    return GrpcToRest.convert_filter(f)


def count(f):
    ask(
        "Points/Count",
        q.CountPoints(collection_name="c", exact=True, filter=f),
        lambda: local.count("c", count_filter=rest_filter(f), exact=True),
    )


for condition in CONDITIONS:
    count(q.Filter(must=[condition]))
    count(q.Filter(must_not=[condition]))
for _ in range(60):
    count(some_filter())
count(q.Filter())

# --- searches


def queried(**options):
    request = q.QueryPoints(collection_name="c", **options)
    query = GrpcToRest.convert_query(request.query) if request.HasField("query") else None
    ask(
        "Points/Query",
        request,
        lambda: local.query_points(
            "c",
            query=query,
            prefetch=[GrpcToRest.convert_prefetch_query(p) for p in request.prefetch] or None,
            query_filter=rest_filter(request.filter) if request.HasField("filter") else None,
            using=request.using or None,
            limit=request.limit if request.HasField("limit") else 10,
            offset=request.offset,
            score_threshold=request.score_threshold if request.HasField("score_threshold") else None,
        ),
    )


def nearest(v):
    return q.Query(nearest=q.VectorInput(dense=q.DenseVector(data=v)))


def words(indices, values):
    return q.Query(nearest=q.VectorInput(sparse=q.SparseVector(indices=indices, values=values)))


for name in DENSE:
    for _ in range(3):
        queried(query=nearest(some_vector()), using=name, limit=rand.randint(1, 12))
        queried(query=nearest(some_vector()), using=name, limit=8, filter=some_filter())
    queried(query=nearest(some_vector()), using=name, limit=5, offset=3)
    queried(query=nearest(some_vector()), using=name, limit=30, score_threshold=0.4)
for name in ("plain", "idf"):
    for _ in range(6):
        queried(query=words(*some_sparse(4)), using=name, limit=rand.randint(1, 12))
        queried(query=words(*some_sparse(4)), using=name, limit=8, filter=some_filter())
    queried(query=words([77], [1.0]), using=name)
    queried(query=words([1, 2], [1.0, 1.0]), using=name, limit=20, score_threshold=0.9)


def leg(name, limit, **options):
    query = words(*some_sparse(4)) if name in ("plain", "idf") else nearest(some_vector())
    return q.PrefetchQuery(query=query, using=name, limit=limit, **options)


for kind in (q.Query(fusion=q.Fusion.RRF), q.Query(fusion=q.Fusion.DBSF), q.Query(rrf=q.Rrf(k=60)), q.Query(rrf=q.Rrf(k=5, weights=[3.0, 1.0]))):
    for _ in range(3):
        queried(query=kind, prefetch=[leg("cos", 7), leg("idf", 7)], limit=9)
    queried(query=kind, prefetch=[leg("cos", 7, filter=some_filter()), leg("idf", 7)], limit=9, filter=some_filter())
    queried(query=kind, prefetch=[leg("dot", 4), leg("plain", 9)], limit=5, offset=2)
for _ in range(3):
    queried(query=nearest(some_vector()), using="dot", prefetch=[leg("idf", 6), leg("cos", 4)], limit=6)
queried(
    query=q.Query(fusion=q.Fusion.RRF),
    prefetch=[q.PrefetchQuery(query=nearest(some_vector()), using="cos", limit=5, prefetch=[leg("idf", 9)]), leg("dot", 5)],
    limit=6,
)

# --- lists


def scrolled(**options):
    request = q.ScrollPoints(collection_name="c", **options)
    order = None
    if request.HasField("order_by"):
        order = GrpcToRest.convert_order_by(request.order_by)
    return ask(
        "Points/Scroll",
        request,
        lambda: local.scroll(
            "c",
            scroll_filter=rest_filter(request.filter) if request.HasField("filter") else None,
            order_by=order,
            limit=request.limit if request.HasField("limit") else 10,
            offset=(ids_of(request.offset) if request.HasField("offset") else None),
        ),
    )


def ids_of(message):
    return message.num if message.HasField("num") else message.uuid


def everything():
    scrolled(limit=100, with_vectors=q.WithVectorsSelector(enable=True))


everything()
scrolled()
following = None
for _ in range(4):
    options = {"offset": following} if following is not None else {}
    page = door.Points_Scroll(q.ScrollPoints(collection_name="c", limit=8, **options))
    scrolled(limit=8, **options)
    if not page.HasField("next_page_offset"):
        break
    following = page.next_page_offset
for _ in range(5):
    scrolled(limit=6, filter=some_filter())
for key in ("n", "x", "many", "at"):
    for direction in (q.Direction.Asc, q.Direction.Desc):
        scrolled(
            limit=100,
            with_payload=q.WithPayloadSelector(enable=False),
            order_by=q.OrderBy(key=key, direction=direction),
        )
for start in (q.StartFrom(integer=2), q.StartFrom(float=1.5)):
    for direction in (q.Direction.Asc, q.Direction.Desc):
        scrolled(
            limit=100,
            with_payload=q.WithPayloadSelector(enable=False),
            order_by=q.OrderBy(key="n", direction=direction, start_from=start),
        )
for key in ("word", "tags", "n", "many", "yes"):
    for f in (q.Filter(), some_filter(), q.Filter(must=[CONDITIONS[0]])):
        ask(
            "Points/Facet",
            q.FacetCounts(collection_name="c", key=key, filter=f, exact=True, limit=20),
            lambda: local.facet("c", key=key, facet_filter=rest_filter(f), limit=20, exact=True),
        )

# --- writes, each looked at afterwards


def write(method, request):
    ask("Points/" + method, request)
    shown = {"with_payload": q.WithPayloadSelector(enable=True)}
    if "Vectors" in method or method == "Upsert":
        shown = {
            "with_payload": q.WithPayloadSelector(enable=False),
            "with_vectors": q.WithVectorsSelector(include=q.VectorsSelector(names=["cos", "idf"])),
        }
    ask("Points/Scroll", q.ScrollPoints(collection_name="c", limit=100, **shown))


def some_ids(n):
    return q.PointsSelector(points=q.PointsIdsList(ids=[id_message(i) for i in rand.sample(IDS, n)]))


by_filter = q.PointsSelector(filter=q.Filter(must=[one("word", keyword="rice")]))
new = payload_to_grpc({"word": "new", "n": 7})
write("SetPayload", q.SetPayloadPoints(collection_name="c", wait=True, payload=new, points_selector=some_ids(3)))
write("SetPayload", q.SetPayloadPoints(collection_name="c", wait=True, payload=new, key="nest", points_selector=by_filter))
write("OverwritePayload", q.SetPayloadPoints(collection_name="c", wait=True, payload=new, points_selector=some_ids(2)))
write("DeletePayload", q.DeletePayloadPoints(collection_name="c", wait=True, keys=["n", "at"], points_selector=some_ids(3)))
write("ClearPayload", q.ClearPayloadPoints(collection_name="c", wait=True, points=some_ids(2)))
write(
    "UpdateVectors",
    q.UpdatePointVectors(
        collection_name="c",
        wait=True,
        points=[
            q.PointVectors(
                id=id_message(i),
                vectors=q.Vectors(vectors=q.NamedVectors(vectors={"cos": q.Vector(dense=q.DenseVector(data=some_vector()))})),
            )
            for i in IDS[3:6]
        ],
    ),
)
write(
    "DeleteVectors",
    q.DeletePointVectors(
        collection_name="c", wait=True, points_selector=some_ids(3), vectors=q.VectorsSelector(names=["cos", "idf"])
    ),
)
for mode in (q.UpdateMode.InsertOnly, q.UpdateMode.UpdateOnly):
    write(
        "Upsert",
        q.UpsertPoints(
            collection_name="c",
            wait=True,
            update_mode=mode,
            points=[point(IDS[0])[0], point(500 + mode)[0]],
        ),
    )
write("Delete", q.DeletePoints(collection_name="c", wait=True, points=some_ids(3)))
write("Delete", q.DeletePoints(collection_name="c", wait=True, points=by_filter))
ask(
    "Points/Query",
    q.QueryPoints(collection_name="c", query=words([1, 2, 3], [1.0, 1.0, 1.0]), using="plain", limit=20),
)

# --- what is refused


def refused(method, request):
    answer = ask(method, request)
    assert isinstance(answer, Exception), (method, answer)


def upsert(name, v):
    vectors = q.Vectors(vectors=q.NamedVectors(vectors={name: v}))
    return q.UpsertPoints(collection_name="c", wait=True, points=[q.PointStruct(id=q.PointId(num=9), vectors=vectors)])


refused("Points/Upsert", upsert("cos", q.Vector(dense=q.DenseVector(data=[1, 2]))))
refused("Points/Upsert", upsert("none", q.Vector(dense=q.DenseVector(data=[1, 2]))))
refused("Points/Upsert", upsert("idf", q.Vector(sparse=q.SparseVector(indices=[1, 1], values=[1, 2]))))
refused("Points/Upsert", upsert("idf", q.Vector(sparse=q.SparseVector(indices=[1, 2], values=[1]))))
refused("Points/Query", q.QueryPoints(collection_name="c", query=nearest([1, 2]), using="cos"))
refused("Points/Query", q.QueryPoints(collection_name="c", query=nearest([1, 2, 3, 4]), using="none"))
refused("Points/Query", q.QueryPoints(collection_name="c", query=nearest([1, 2, 3, 4]), using="idf"))
refused("Points/Query", q.QueryPoints(collection_name="c", query=words([1], [1]), using="cos"))
refused("Points/Query", q.QueryPoints(collection_name="c", query=q.Query(fusion=q.Fusion.RRF)))
refused("Points/Query", q.QueryPoints(collection_name="none", query=nearest([1, 2])))
refused("Points/Scroll", q.ScrollPoints(collection_name="c", order_by=q.OrderBy(key="word")))
refused("Points/Scroll", q.ScrollPoints(collection_name="c", order_by=q.OrderBy(key="unindexed")))
refused("Points/Facet", q.FacetCounts(collection_name="c", key="nest.k"))
refused("Points/Facet", q.FacetCounts(collection_name="c", key="x"))
refused("Points/SetPayload", q.SetPayloadPoints(collection_name="c", wait=True, payload=new, points_selector=q.PointsSelector(points=q.PointsIdsList(ids=[q.PointId(num=12345)]))))

with open(sys.argv[1], "w") as file:
    file.write(
        "# What Qdrant's engine (qdrant-edge-py 0.9.0) answers to generated requests; made by\n"
        "# tools/qdrant/record.py, replayed by FakeQdrantTest. A call: its name, the request, the\n"
        "# answer (=) or the code of the refusal (!), in protobuf's text format.\n\n"
    )
    file.write("\n".join(out))
print("\n".join(refusals))
print(len(out), "calls recorded,", len(left_out), "left out")
for method, request, reason in left_out:
    print(method, request[:300], "\n    ", str(reason)[:400])

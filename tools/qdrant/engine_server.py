"""A gRPC door in front of Qdrant's own engine.

The engine is the wheel `qdrant-edge-py`, made by Qdrant from the same Rust code as the server's
shards (filters, indexes, scores, fusion, facets). What the server adds around it (names of
collections, aliases, checks of a request's form) stands here and is as thin as can be. No network,
no container: the way to hold our adapter and the double against Qdrant's real answers where no
server can be had.

    python3 -m venv venv && venv/bin/pip install qdrant-client==1.20.0 qdrant-edge-py==0.9.0
    venv/bin/python tools/qdrant/engine_server.py 6334
"""

import shutil
import sys
import tempfile
import threading
import traceback
from concurrent import futures

import grpc
import qdrant_edge as edge
from qdrant_client import grpc as q
from qdrant_client.conversions.conversion import grpc_to_payload, json_to_value
from qdrant_client.grpc import collections_pb2 as pb_collections
from qdrant_client.grpc import qdrant_pb2, qdrant_pb2_grpc
from qdrant_client.local.payload_value_extractor import value_by_key


class Refused(Exception):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code


def wrong(text):
    return Refused(grpc.StatusCode.INVALID_ARGUMENT, "Wrong input: " + text)


class Asked:
    """The collection that the request at hand is of; requests are answered one at a time."""

    collection = None

    def with_boolean(self, key, wanted):
        records, _ = self.collection.shard.scroll(edge.ScrollRequest(limit=10_000_000, with_payload=True))
        ids = {one.id for one in records if any(v is wanted for v in value_by_key(one.payload or {}, key) or [])}
        return ids


asked = Asked()

# --- from the messages of the API to those of the engine


def point_id(message):
    return message.num if message.HasField("num") else message.uuid


def id_message(given):
    return q.PointId(num=given) if isinstance(given, int) else q.PointId(uuid=str(given))


def sparse(message):
    if len(message.indices) != len(message.values):
        raise Refused(grpc.StatusCode.INVALID_ARGUMENT, "values: must be the same length as indices")
    if len(set(message.indices)) != len(message.indices):
        raise Refused(grpc.StatusCode.INVALID_ARGUMENT, "indices: must be unique")
    return edge.SparseVector(list(message.indices), list(message.values))


def vector(message):
    kind = message.WhichOneof("vector")
    if kind == "sparse":
        return sparse(message.sparse)
    if kind == "dense":
        return list(message.dense.data)
    if message.HasField("indices"):
        return sparse(q.SparseVector(indices=message.indices.data, values=message.data))
    return list(message.data)


def vectors(message):
    kind = message.WhichOneof("vectors_options")
    if kind == "vectors":
        return {name: vector(one) for name, one in message.vectors.vectors.items()}
    return vector(message.vector) if kind else {}


def bounds(message, names=("lt", "gt", "gte", "lte")):
    return {name: getattr(message, name) for name in names if message.HasField(name)}


def match(message):
    """By the engine, save for booleans: the wheel takes them for integers (`MatchValue(True).value` is 1)."""
    kind = message.WhichOneof("match_value")
    given = getattr(message, kind)
    if kind in ("keyword", "integer", "boolean"):
        return edge.MatchValue(given)
    if kind == "keywords":
        return edge.MatchAny(list(given.strings))
    if kind == "integers":
        return edge.MatchAny(list(given.integers))
    if kind == "except_keywords":
        return edge.MatchExcept(list(given.strings))
    if kind == "except_integers":
        return edge.MatchExcept(list(given.integers))
    return {"text": edge.MatchText, "text_any": edge.MatchTextAny, "phrase": edge.MatchPhrase}[kind](given)


def condition(message):
    kind = message.WhichOneof("condition_one_of")
    given = getattr(message, kind)
    if kind == "is_empty":
        return edge.IsEmptyCondition(given.key)
    if kind == "is_null":
        return edge.IsNullCondition(given.key)
    if kind == "has_id":
        return edge.HasIdCondition({point_id(one) for one in given.has_id})
    if kind == "has_vector":
        return edge.HasVectorCondition(given.has_vector)
    if kind == "filter":
        return condition_filter(given)
    if kind == "nested":
        return edge.NestedCondition(given.key, condition_filter(given.filter))
    options = {}
    if given.HasField("match") and given.match.HasField("boolean"):
        return edge.HasIdCondition(asked.with_boolean(given.key, given.match.boolean))
    if given.HasField("match"):
        options["match"] = match(given.match)
    if given.HasField("range"):
        options["range"] = edge.RangeFloat(**bounds(given.range))
    if given.HasField("datetime_range"):
        options["range"] = edge.RangeDateTime(
            **{name: at.ToJsonString() for name, at in bounds(given.datetime_range).items()}
        )
    if given.HasField("values_count"):
        options["values_count"] = edge.ValuesCount(**bounds(given.values_count))
    for name in ("is_empty", "is_null"):
        if given.HasField(name):
            options[name] = getattr(given, name)
    return edge.FieldCondition(given.key, **options)


def condition_filter(message):
    options = {}
    for name in ("must", "should", "must_not"):
        given = [condition(one) for one in getattr(message, name)]
        if given:
            options[name] = given
    if message.HasField("min_should"):
        least = message.min_should
        options["min_should"] = edge.MinShould([condition(one) for one in least.conditions], least.min_count)
    return edge.Filter(**options)


def filter_of(request, name="filter"):
    return condition_filter(getattr(request, name)) if request.HasField(name) else None


def payload_selector(request, unless_said):
    if not request.HasField("with_payload"):
        return unless_said
    selector = request.with_payload
    kind = selector.WhichOneof("selector_options")
    if kind == "enable":
        return selector.enable
    if kind == "include":
        return list(selector.include.fields)
    return edge.PayloadSelector.Exclude(list(selector.exclude.fields))


def vector_selector(request):
    if not request.HasField("with_vectors"):
        return False
    selector = request.with_vectors
    if selector.WhichOneof("selector_options") == "include":
        return list(selector.include.names)
    return selector.enable


def order_by(message):
    options = {}
    if message.HasField("direction"):
        options["direction"] = edge.Direction.Desc if message.direction else edge.Direction.Asc
    if message.HasField("start_from"):
        kind = message.start_from.WhichOneof("value")
        given = getattr(message.start_from, kind)
        options["start_from"] = given.ToJsonString() if kind == "timestamp" else given
    return edge.OrderBy(message.key, **options)


def query(request):
    if not request.HasField("query"):
        return None
    kind = request.query.WhichOneof("variant")
    given = getattr(request.query, kind)
    if kind == "nearest":
        sort = given.WhichOneof("variant")
        if sort == "dense":
            return edge.Query.Nearest(list(given.dense.data), request.using)
        if sort == "sparse":
            return edge.Query.Nearest(sparse(given.sparse), request.using)
    if kind == "order_by":
        return order_by(given)
    if kind == "fusion":
        return edge.Fusion.Dbsf() if given == q.Fusion.DBSF else edge.Fusion.Rrf(k=2)
    if kind == "rrf":
        k = given.k if given.HasField("k") else 2
        return edge.Fusion.Rrf(k=k, weights=list(given.weights) or None)
    raise Refused(grpc.StatusCode.UNIMPLEMENTED, "query of this kind")


def stage(request, limit=10):
    options = {
        "limit": request.limit if request.HasField("limit") else limit,
        "query": query(request),
        "prefetches": [edge.Prefetch(**stage(one)) for one in request.prefetch] or None,
        "filter": filter_of(request),
    }
    if request.HasField("score_threshold"):
        options["score_threshold"] = request.score_threshold
    return options


# --- and back


def dense_out(values):
    return q.VectorOutput(dense=q.DenseVector(data=values))


def vector_out(given):
    if isinstance(given, edge.SparseVector):
        return q.VectorOutput(sparse=q.SparseVector(indices=given.indices, values=given.values))
    return dense_out(given)


def vectors_out(given):
    if isinstance(given, dict):
        return q.VectorsOutput(
            vectors=q.NamedVectorsOutput(vectors={name: vector_out(one) for name, one in given.items()})
        )
    return q.VectorsOutput(vector=vector_out(given))


def shown(given, message):
    message.id.CopyFrom(id_message(given.id))
    for key, value in (given.payload or {}).items():
        message.payload[key].CopyFrom(json_to_value(value))
    if given.vector is not None:
        message.vectors.CopyFrom(vectors_out(given.vector))
    if given.order_value is not None:
        if isinstance(given.order_value, int):
            message.order_value.int = given.order_value
        else:
            message.order_value.float = given.order_value
    return message


def scored(given):
    message = shown(given, q.ScoredPoint())
    message.score = given.score
    message.version = given.version
    return message


DISTANCES = {
    q.Distance.Cosine: edge.Distance.Cosine,
    q.Distance.Dot: edge.Distance.Dot,
    q.Distance.Euclid: edge.Distance.Euclid,
    q.Distance.Manhattan: edge.Distance.Manhattan,
}
INDEXES = [
    edge.PayloadSchemaType.Keyword,
    edge.PayloadSchemaType.Integer,
    edge.PayloadSchemaType.Float,
    edge.PayloadSchemaType.Geo,
    edge.PayloadSchemaType.Text,
    edge.PayloadSchemaType.Bool,
    edge.PayloadSchemaType.Datetime,
    edge.PayloadSchemaType.Uuid,
]
SCHEMAS = [
    q.PayloadSchemaType.Keyword,
    q.PayloadSchemaType.Integer,
    q.PayloadSchemaType.Float,
    q.PayloadSchemaType.Geo,
    q.PayloadSchemaType.Text,
    q.PayloadSchemaType.Bool,
    q.PayloadSchemaType.Datetime,
    q.PayloadSchemaType.Uuid,
]


class Collection:
    def __init__(self, request):
        self.request = request
        self.indexes = {}
        self.lock = threading.RLock()
        self.folder = tempfile.mkdtemp(prefix="qdrant-engine-")
        config = request.vectors_config
        if config.WhichOneof("config") == "params":
            dense = {"": config.params}
        else:
            dense = config.params_map.map
        self.shard = edge.EdgeShard.create(
            self.folder,
            edge.EdgeConfig(
                vectors={
                    name: edge.EdgeVectorParams(size=one.size, distance=DISTANCES[one.distance])
                    for name, one in dense.items()
                },
                sparse_vectors={
                    name: edge.EdgeSparseVectorParams(
                        modifier=edge.Modifier.Idf if one.modifier == q.Modifier.Idf else None
                    )
                    for name, one in request.sparse_vectors_config.map.items()
                },
            ),
        )

    def update(self, operation):
        with self.lock:
            self.shard.update(operation)

    def close(self):
        with self.lock:
            self.shard.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Door:
    """One method a call of the API: the request in, the answer out."""

    def __init__(self):
        self.collections = {}
        self.aliases = {}

    def collection(self, name):
        found = self.collections.get(self.aliases.get(name, name))
        if found is None:
            raise Refused(grpc.StatusCode.NOT_FOUND, f"Not found: Collection `{name}` doesn't exist!")
        asked.collection = found
        return found

    # collections

    def Collections_Create(self, request):
        name = request.collection_name
        if name in self.collections:
            raise Refused(grpc.StatusCode.ALREADY_EXISTS, f"Wrong input: Collection `{name}` already exists!")
        if name in self.aliases:
            raise wrong(f"Can't create collection with name {name}. Alias with the same name already exists")
        self.collections[name] = Collection(request)
        return q.CollectionOperationResponse(result=True)

    def Collections_Delete(self, request):
        gone = self.collections.pop(request.collection_name, None)
        if gone is not None:
            gone.close()
            self.aliases = {a: c for a, c in self.aliases.items() if c != request.collection_name}
        return q.CollectionOperationResponse(result=gone is not None)

    def Collections_Update(self, request):
        self.collection(request.collection_name)
        return q.CollectionOperationResponse(result=True)

    def Collections_List(self, request):
        return q.ListCollectionsResponse(
            collections=[q.CollectionDescription(name=name) for name in sorted(self.collections)]
        )

    def Collections_CollectionExists(self, request):
        name = request.collection_name
        there = self.aliases.get(name, name) in self.collections
        return pb_collections.CollectionExistsResponse(result=pb_collections.CollectionExists(exists=there))

    def Collections_Get(self, request):
        collection = self.collection(request.collection_name)
        made = collection.request
        info = q.CollectionInfo(
            status=q.CollectionStatus.Green,
            optimizer_status=q.OptimizerStatus(ok=True),
            segments_count=collection.shard.info().segments_count,
            points_count=collection.shard.info().points_count,
            config=q.CollectionConfig(
                params=q.CollectionParams(
                    shard_number=max(1, made.shard_number),
                    on_disk_payload=True,
                    vectors_config=made.vectors_config,
                    sparse_vectors_config=made.sparse_vectors_config,
                    replication_factor=max(1, made.replication_factor),
                ),
                hnsw_config=made.hnsw_config,
                optimizer_config=made.optimizers_config,
                metadata=made.metadata,
            ),
        )
        if made.HasField("quantization_config"):
            info.config.quantization_config.CopyFrom(made.quantization_config)
        for field, kind in collection.indexes.items():
            info.payload_schema[field].data_type = SCHEMAS[kind]
        return q.GetCollectionInfoResponse(result=info)

    def Collections_UpdateAliases(self, request):
        aliases = dict(self.aliases)
        for action in request.actions:
            kind = action.WhichOneof("action")
            given = getattr(action, kind)
            if kind == "create_alias":
                if given.collection_name not in self.collections:
                    raise Refused(
                        grpc.StatusCode.NOT_FOUND,
                        f"Not found: Collection `{given.collection_name}` doesn't exist!",
                    )
                if given.alias_name in self.collections:
                    raise Refused(
                        grpc.StatusCode.ALREADY_EXISTS,
                        f"Wrong input: Collection `{given.alias_name}` already exists!",
                    )
                aliases[given.alias_name] = given.collection_name
            elif kind == "delete_alias":
                aliases.pop(given.alias_name, None)
            else:
                aliases[given.new_alias_name] = aliases.pop(given.old_alias_name)
        self.aliases = aliases
        return q.CollectionOperationResponse(result=True)

    def described(self, aliases):
        return q.ListAliasesResponse(
            aliases=[q.AliasDescription(alias_name=a, collection_name=c) for a, c in aliases.items()]
        )

    def Collections_ListAliases(self, request):
        return self.described(self.aliases)

    def Collections_ListCollectionAliases(self, request):
        return self.described({a: c for a, c in self.aliases.items() if c == request.collection_name})

    # writing

    def done(self):
        return q.PointsOperationResponse(result=q.UpdateResult(operation_id=0, status=q.UpdateStatus.Completed))

    def upsert(self, collection, points, request):
        modes = [edge.UpdateMode.Upsert, edge.UpdateMode.InsertOnly, edge.UpdateMode.UpdateOnly]
        collection.update(
            edge.UpdateOperation.upsert_points(
                [
                    edge.Point(point_id(one.id), vectors(one.vectors), grpc_to_payload(one.payload))
                    for one in points
                ],
                filter_of(request, "update_filter"),
                modes[request.update_mode],
            )
        )

    def Points_Upsert(self, request):
        self.upsert(self.collection(request.collection_name), request.points, request)
        return self.done()

    def selected(self, collection, selector, by_id, by_filter, *more):
        if selector.WhichOneof("points_selector_one_of") == "points":
            ids = [point_id(one) for one in selector.points.ids]
            collection.update(by_id(ids, *more))
        else:
            collection.update(by_filter(condition_filter(selector.filter), *more))

    def Points_Delete(self, request):
        u = edge.UpdateOperation
        collection = self.collection(request.collection_name)
        self.selected(collection, request.points, u.delete_points, u.delete_points_by_filter)
        return self.done()

    def set(self, collection, request):
        u = edge.UpdateOperation
        more = [grpc_to_payload(request.payload)] + ([request.key] if request.HasField("key") else [])
        self.selected(collection, request.points_selector, u.set_payload, u.set_payload_by_filter, *more)

    def Points_SetPayload(self, request):
        self.set(self.collection(request.collection_name), request)
        return self.done()

    def overwrite(self, collection, request):
        u = edge.UpdateOperation
        self.selected(
            collection,
            request.points_selector,
            u.overwrite_payload,
            u.overwrite_payload_by_filter,
            grpc_to_payload(request.payload),
        )

    def Points_OverwritePayload(self, request):
        self.overwrite(self.collection(request.collection_name), request)
        return self.done()

    def drop(self, collection, request):
        u = edge.UpdateOperation
        self.selected(
            collection, request.points_selector, u.delete_payload, u.delete_payload_by_filter, list(request.keys)
        )

    def Points_DeletePayload(self, request):
        self.drop(self.collection(request.collection_name), request)
        return self.done()

    def Points_ClearPayload(self, request):
        u = edge.UpdateOperation
        collection = self.collection(request.collection_name)
        self.selected(collection, request.points, u.clear_payload, u.clear_payload_by_filter)
        return self.done()

    def change(self, collection, points):
        collection.update(
            edge.UpdateOperation.update_vectors(
                [edge.PointVectors(point_id(one.id), vectors(one.vectors)) for one in points]
            )
        )

    def Points_UpdateVectors(self, request):
        self.change(self.collection(request.collection_name), request.points)
        return self.done()

    def Points_DeleteVectors(self, request):
        u = edge.UpdateOperation
        self.selected(
            self.collection(request.collection_name),
            request.points_selector,
            u.delete_vectors,
            u.delete_vectors_by_filter,
            list(request.vectors.names),
        )
        return self.done()

    def Points_UpdateBatch(self, request):
        u = edge.UpdateOperation
        collection = self.collection(request.collection_name)
        for operation in request.operations:
            kind = operation.WhichOneof("operation")
            given = getattr(operation, kind)
            if kind == "upsert":
                self.upsert(collection, given.points, given)
            elif kind == "delete_points":
                self.selected(collection, given.points, u.delete_points, u.delete_points_by_filter)
            elif kind == "set_payload":
                self.set(collection, given)
            elif kind == "overwrite_payload":
                self.overwrite(collection, given)
            elif kind == "delete_payload":
                self.drop(collection, given)
            elif kind == "clear_payload":
                self.selected(collection, given.points, u.clear_payload, u.clear_payload_by_filter)
            elif kind == "update_vectors":
                self.change(collection, given.points)
            else:
                raise Refused(grpc.StatusCode.UNIMPLEMENTED, kind)
        return q.UpdateBatchResponse(result=[self.done().result for _ in request.operations])

    def Points_CreateFieldIndex(self, request):
        collection = self.collection(request.collection_name)
        collection.update(
            edge.UpdateOperation.create_field_index(request.field_name, INDEXES[request.field_type])
        )
        collection.indexes[request.field_name] = request.field_type
        return self.done()

    def Points_DeleteFieldIndex(self, request):
        collection = self.collection(request.collection_name)
        collection.update(edge.UpdateOperation.delete_field_index(request.field_name))
        collection.indexes.pop(request.field_name, None)
        return self.done()

    # reading

    def Points_Get(self, request):
        records = self.collection(request.collection_name).shard.retrieve(
            [point_id(one) for one in request.ids],
            with_payload=payload_selector(request, True),
            with_vector=vector_selector(request),
        )
        return q.GetResponse(result=[shown(one, q.RetrievedPoint()) for one in records])

    def Points_Scroll(self, request):
        if request.HasField("limit") and request.limit == 0:
            raise Refused(grpc.StatusCode.INVALID_ARGUMENT, "limit: value 0 invalid, must be 1 or larger")
        records, following = self.collection(request.collection_name).shard.scroll(
            edge.ScrollRequest(
                offset=point_id(request.offset) if request.HasField("offset") else None,
                limit=request.limit if request.HasField("limit") else 10,
                filter=filter_of(request),
                with_payload=payload_selector(request, True),
                with_vector=vector_selector(request),
                order_by=order_by(request.order_by) if request.HasField("order_by") else None,
            )
        )
        answer = q.ScrollResponse(result=[shown(one, q.RetrievedPoint()) for one in records])
        if following is not None:
            answer.next_page_offset.CopyFrom(id_message(following))
        return answer

    def Points_Count(self, request):
        count = self.collection(request.collection_name).shard.count(
            edge.CountRequest(exact=True, filter=filter_of(request))
        )
        return q.CountResponse(result=q.CountResult(count=count))

    def queried(self, request):
        if request.HasField("limit") and request.limit == 0:
            raise Refused(grpc.StatusCode.INVALID_ARGUMENT, "limit: value 0 invalid, must be 1 or larger")
        hits = self.collection(request.collection_name).shard.query(
            edge.QueryRequest(
                **stage(request),
                offset=request.offset,
                with_payload=payload_selector(request, False),
                with_vector=vector_selector(request),
            )
        )
        return [scored(hit) for hit in hits]

    def Points_Query(self, request):
        return q.QueryResponse(result=self.queried(request))

    def Points_QueryBatch(self, request):
        results = []
        for one in request.query_points:
            asked = q.QueryPoints()
            asked.CopyFrom(one)
            asked.collection_name = request.collection_name
            results.append(q.BatchResult(result=self.queried(asked)))
        return q.QueryBatchResponse(result=results)

    def Points_QueryGroups(self, request):
        asked = q.QueryPoints(
            collection_name=request.collection_name,
            prefetch=request.prefetch,
            using=request.using,
            limit=100000,
            with_payload=q.WithPayloadSelector(enable=True),
        )
        for name in ("query", "filter", "with_vectors"):
            if request.HasField(name):
                getattr(asked, name).CopyFrom(getattr(request, name))
        if request.HasField("score_threshold"):
            asked.score_threshold = request.score_threshold
        groups = {}
        for hit in self.queried(asked):
            value = grpc_to_payload(hit.payload).get(request.group_by)
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, (str, int)) and not isinstance(one, bool):
                    groups.setdefault(one, []).append(hit)
        wanted = payload_selector(request, False)
        result = q.GroupsResult()
        for key, hits in list(groups.items())[: request.limit if request.HasField("limit") else 3]:
            group = result.groups.add()
            if isinstance(key, str):
                group.id.string_value = key
            else:
                group.id.unsigned_value = key
            for hit in hits[: request.group_size if request.HasField("group_size") else 10]:
                copy = group.hits.add()
                copy.CopyFrom(hit)
                for field in list(copy.payload):
                    if wanted is False or (isinstance(wanted, list) and field not in wanted):
                        del copy.payload[field]
        return q.QueryGroupsResponse(result=result)

    def Points_Facet(self, request):
        answer = self.collection(request.collection_name).shard.facet(
            edge.FacetRequest(
                request.key,
                limit=request.limit if request.HasField("limit") else 10,
                exact=True,
                filter=filter_of(request),
            )
        )
        response = q.FacetResponse()
        for hit in answer.hits:
            added = response.hits.add()
            added.count = hit.count
            if isinstance(hit.value, bool):
                added.value.bool_value = hit.value
            elif isinstance(hit.value, int):
                added.value.integer_value = hit.value
            else:
                added.value.string_value = hit.value
        return response

    def Qdrant_HealthCheck(self, request):
        return qdrant_pb2.HealthCheckReply(title="qdrant - vector search engine", version="1.19.0")


def refusal(told):
    """As the server turns the engine's errors into codes (`OperationError` to `CollectionError`)."""
    if str(told).startswith("No point with id"):
        return grpc.StatusCode.NOT_FOUND, f"Not found: {told}"
    return grpc.StatusCode.INVALID_ARGUMENT, f"Wrong input: {told}"


def handled(door, service, method):
    def call(request, context):
        try:
            return getattr(door, service + "_" + method)(request)
        except Refused as refused:
            context.abort(refused.code, str(refused))
        except Exception as told:
            # The engine tells everything by one kind of exception; another kind is a mistake here.
            if type(told) is not Exception:
                traceback.print_exc()
                context.abort(grpc.StatusCode.UNKNOWN, repr(told))
            code, text = refusal(told)
            context.abort(code, text)

    return call


def servicer(door, base, service):
    methods = {
        name: (lambda call: lambda self, request, context: call(request, context))(handled(door, service, name))
        for name in dir(base)
        if not name.startswith("_") and hasattr(door, service + "_" + name)
    }
    return type(service, (base,), methods)()


def serve(port):
    door = Door()
    # One at a time: the engine's Python side is not made for more.
    server = grpc.server(
        futures.ThreadPoolExecutor(1),
        options=[("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)],
    )
    q.add_CollectionsServicer_to_server(servicer(door, q.CollectionsServicer, "Collections"), server)
    q.add_PointsServicer_to_server(servicer(door, q.PointsServicer, "Points"), server)
    qdrant_pb2_grpc.add_QdrantServicer_to_server(
        servicer(door, qdrant_pb2_grpc.QdrantServicer, "Qdrant"), server
    )
    bound = server.add_insecure_port(f"127.0.0.1:{port}")
    server.start()
    print(bound, flush=True)
    return server


if __name__ == "__main__":
    serve(int(sys.argv[1]) if len(sys.argv) > 1 else 0).wait_for_termination()

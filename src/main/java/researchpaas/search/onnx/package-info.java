/// Adapter of [researchpaas.search.EmbeddingModel]: sentence models in ONNX form, run inside this
/// process.
///
/// The built-in model comes out of a Maven artefact; any other is a folder (see [ModelFolder]).
/// Imports `search`'s root, Spring, ONNX Runtime and the tokenizer library. Start at [OnnxModels].
/// Not here: when a text is embedded (`ingest`), what a vector is compared with (`search`).
@NullMarked
package researchpaas.search.onnx;

import org.jspecify.annotations.NullMarked;

package researchpaas.search.onnx;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import researchpaas.search.EmbeddingModel;

/// One text at a time on one shared session: batches never pay on a CPU, and with an int8 model the
/// neighbours in a batch change a text's vector. Throughput comes from several threads calling at
/// once.
class OnnxEmbeddingModel implements EmbeddingModel, AutoCloseable {
    private static final Set<String> KNOWN_INPUTS =
            Set.of("input_ids", "attention_mask", "token_type_ids");

    private static final long DEEP_STACK = 256L << 20;

    private final ModelFolder folder;
    private final OrtEnvironment environment = environment();
    private final OrtSession session;
    private final HuggingFaceTokenizer tokenizer;

    /// A session must not be closed under a running computation: that ends the whole process.
    private final ReadWriteLock life = new ReentrantReadWriteLock();

    private boolean closed;

    /// @param models where the models are kept
    OnnxEmbeddingModel(ModelFolder folder, Path models) {
        this.folder = folder;
        keepLibrariesIn(models.resolve("libraries"));
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            // texts differ in length: an arena would keep the largest shape of every operator for
            // ever
            options.setCPUArenaAllocator(false);
            // nothing about its use leaves the house, however the program is started:
            // scripts/jvm.sh
            // says so, too
            environment.setTelemetry(false);
            session = environment.createSession(folder.model().toString(), options);
            checkInputs();
            // cut here and not by the tokenizer: its file says 128 tokens, and `tokens` must count
            // them all
            tokenizer =
                    HuggingFaceTokenizer.newInstance(
                            folder.tokenizer(), Map.of("padding", "false", "truncation", "false"));
        } catch (OrtException e) {
            throw new IllegalStateException(
                    "The embedding model %s cannot be loaded.".formatted(folder.model()), e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The tokenizer %s cannot be loaded.".formatted(folder.tokenizer()), e);
        }
    }

    /// The library's start (1.29) matches the process's command line against a pattern, by
    /// recursion for every character: a long class path overflows an ordinary stack and ends the
    /// process without a word. The deep stack is only address space until it is needed.
    private static OrtEnvironment environment() {
        FutureTask<OrtEnvironment> start = new FutureTask<>(OrtEnvironment::getEnvironment);
        new Thread(null, start, "onnx-runtime-start", DEEP_STACK).start();
        try {
            return start.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "ONNX Runtime cannot be started on this machine.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while ONNX Runtime was started.", e);
        }
    }

    /// The tokenizer unpacks its native library; all state lies in one folder, not in the user's
    /// home.
    private static void keepLibrariesIn(Path folder) {
        if (System.getenv("DJL_CACHE_DIR") == null && System.getProperty("DJL_CACHE_DIR") == null) {
            System.setProperty("DJL_CACHE_DIR", folder.toAbsolutePath().toString());
        }
    }

    private void checkInputs() {
        for (String input : session.getInputNames()) {
            if (!KNOWN_INPUTS.contains(input)) {
                throw new IllegalStateException(
                        "The embedding model %s asks for the input '%s'; known are %s."
                                .formatted(folder.model(), input, KNOWN_INPUTS));
            }
        }
    }

    @Override
    public Card card() {
        return folder.card();
    }

    @Override
    public int tokens(String text) {
        life.readLock().lock();
        try {
            return tokenize(text).length;
        } catch (OrtException e) {
            throw new EmbeddingFailed("The model %s is closed.".formatted(card().id()), e);
        } finally {
            life.readLock().unlock();
        }
    }

    @Override
    public float[] passage(String text) {
        return embed(folder.passagePrefix() + text);
    }

    @Override
    public float[] query(String text) {
        return embed(folder.queryPrefix() + text);
    }

    private float[] embed(String text) {
        life.readLock().lock();
        try {
            return unit(pool(run(cut(tokenize(text)))));
        } catch (OrtException e) {
            throw new EmbeddingFailed("The model %s failed on a text.".formatted(card().id()), e);
        } finally {
            life.readLock().unlock();
        }
    }

    private long[] tokenize(String text) throws OrtException {
        if (closed) {
            throw new OrtException("The model is closed.");
        }
        return tokenizer.encode(text).getIds();
    }

    /// Keeps the closing special token: the model has seen no text without one.
    private long[] cut(long[] ids) {
        int max = card().maxTokens();
        if (ids.length <= max) {
            return ids;
        }
        long[] kept = Arrays.copyOf(ids, max);
        kept[max - 1] = ids[ids.length - 1];
        return kept;
    }

    private float[][] run(long[] ids) throws OrtException {
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            for (String name : session.getInputNames()) {
                inputs.put(
                        name,
                        switch (name) {
                            case "input_ids" -> tensor(ids);
                            case "attention_mask" -> tensor(ones);
                            default -> tensor(new long[ids.length]);
                        });
            }
            try (OrtSession.Result result = session.run(inputs)) {
                if (result.get(0).getValue() instanceof float[][][] states
                        && states[0][0].length == card().dimension()) {
                    return states[0];
                }
                throw new OrtException(
                        "The first output is not tokens × " + card().dimension() + ".");
            }
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor tensor(long[] row) throws OrtException {
        return OnnxTensor.createTensor(
                environment, LongBuffer.wrap(row), new long[] {1, row.length});
    }

    private float[] pool(float[][] states) {
        return switch (folder.pooling()) {
            case CLS -> states[0];
            case MEAN -> sum(states);
        };
    }

    /// The mean's direction; the length is made 1 afterwards.
    private static float[] sum(float[][] states) {
        float[] sum = new float[states[0].length];
        for (float[] state : states) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += state[i];
            }
        }
        return sum;
    }

    private static float[] unit(float[] vector) {
        double squares = 0;
        for (float x : vector) {
            squares += (double) x * x;
        }
        float length = (float) Math.sqrt(squares);
        float[] unit = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            unit[i] = length > 0 ? vector[i] / length : 0;
        }
        return unit;
    }

    @Override
    public void close() {
        life.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                session.close();
                tokenizer.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException("The model did not close.", e);
        } finally {
            life.writeLock().unlock();
        }
    }
}

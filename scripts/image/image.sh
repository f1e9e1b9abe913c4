# Sourced by the image's entry point and where its start-up cache is trained: where the image keeps what elsewhere is
# unpacked at every start (scripts/image/Unpack.java), and the samples.
image_flags="-Donnxruntime.native.path=/app/native -DRUST_LIBRARY_PATH=/app/native/libtokenizers.so -Dorg.sqlite.lib.path=/app/native -Dresearch-paas.embedding.built-in=/app/model -Dresearch-paas.samples.root=/app/samples"

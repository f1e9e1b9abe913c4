# Research PaaS as a container image (docs/image.md). It names no processor: built on linux/amd64 or linux/arm64, it is for that.
#
# Both bases are pinned by tag and by the digest of the index that holds both processors. To take newer ones:
#   docker buildx imagetools inspect debian:13-slim          (and maven:3-eclipse-temurin-25)
# then change tag and digest together, and run scripts/image/try.

FROM maven:3.9.16-eclipse-temurin-25@sha256:93b8a14ea2f412782e4e842651273b4d903e35cc496284f178fbbe2d67d00976 AS build
WORKDIR /src

# The runtime. Not among what jdeps names: character sets of older Japanese files, the words of Japanese dates, Lucene's vectors,
# file systems in archives, figures of the process. Its class data archive is for the reading processes, which start often.
RUN jlink --output /runtime --no-header-files --no-man-pages --strip-java-debug-attributes --include-locales=en,ja \
        --add-modules java.base,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http,java.scripting,java.security.jgss,java.sql,java.xml,jdk.charsets,jdk.incubator.vector,jdk.localedata,jdk.management,jdk.unsupported,jdk.zipfs \
    && /runtime/bin/java -Xshare:dump

COPY pom.xml LICENSE ./
COPY tools/release tools/release
COPY src/main src/main
# Where Maven needs settings of its own: docker build --secret id=maven-settings,src=settings.xml
RUN --mount=type=cache,target=/maven \
    --mount=type=secret,id=maven-settings,target=/run/secrets/maven-settings.xml \
    settings=/run/secrets/maven-settings.xml; [ -s $settings ] || settings=$MAVEN_HOME/conf/settings.xml; \
    mvn -B -q -gs $settings -Dmaven.repo.local=/maven -Dquick -Dsbom.skip=false -Dmaven.test.skip=true package \
    && java -Djarmode=tools -jar target/research-paas.jar extract --layers --destination /layers
COPY scripts/image/Unpack.java ./
RUN java Unpack.java /layers/dependencies/lib /layers/application/research-paas.jar /unpacked


# All but the start-up cache. What changes seldom comes first.
FROM debian:13.7-slim@sha256:a29215f6a35e51e22adffa17f89e9d2ef06214e64a2bad10d765c46aea49f11f AS program
COPY --from=build /runtime /app/runtime
COPY --from=build /unpacked/native /app/native
COPY --from=build /unpacked/model /app/model
COPY samples /app/samples
COPY --from=build /layers/dependencies /app
COPY LICENSE scripts/jvm.sh scripts/memory.sh scripts/image/image.sh scripts/image/health scripts/image/research-paas /app/
COPY --from=build /layers/application /app
# C.UTF-8: file names in Japanese need it
ENV PAAS_ENVIRONMENT=production \
    RESEARCH_PAAS_HOME=/data \
    LC_ALL=C.UTF-8 \
    PATH=/app:/app/runtime/bin:/usr/local/bin:/usr/bin:/bin
RUN install -d -o 10001 -g 10001 -m 700 /data
USER 10001:10001


# The cache holds for just this runtime, these libraries at this place, and these flags.
FROM program AS trained
COPY scripts/image/train /tmp/train
RUN /tmp/train /tmp/research-paas.aot


FROM program
LABEL org.opencontainers.image.title="Research PaaS" \
      org.opencontainers.image.description="The research library of a university department: searchable by word and by meaning" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=trained /tmp/research-paas.aot /app/research-paas.aot
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=6s --start-period=120s --retries=3 CMD ["/app/health"]
ENTRYPOINT ["/app/research-paas"]

# Built in one stage, run in another: the image holds no compiler, no package manager's cache, no root process.
FROM python:3.11-slim-bookworm AS build
WORKDIR /srv/hvk
COPY requirements.txt requirements-build.txt ./
RUN python -m venv .venv \
    && .venv/bin/pip install --no-cache-dir --require-hashes -r requirements-build.txt -r requirements.txt
COPY . .
RUN .venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation -e . \
    && .venv/bin/pip uninstall --yes uv setuptools pip

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home --home-dir /var/lib/hvk hvk
WORKDIR /srv/hvk
COPY --from=build /srv/hvk /srv/hvk
ENV PATH=/srv/hvk/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    HVK_DATA_DIR=/var/lib/hvk/data \
    HVK_HOST=0.0.0.0
USER hvk
RUN mkdir /var/lib/hvk/data
VOLUME /var/lib/hvk/data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
CMD ["sh", "-c", "hvk migrate && exec hvk serve"]

"""A real Spark session, and the way of the engine's tables into it."""

import os
import shutil

import pytest

from plumbline.model import tables


@pytest.fixture(scope="session")
def spark():
    pyspark = pytest.importorskip("pyspark.sql", reason="PySpark is an optional extra: plumbline[spark]")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java: 'make test' installs it on Debian and Ubuntu")
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = pyspark.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    # Returns are small here: what Spark spends on compiling and optimising each query would take most of the time.
    quick = {
        "spark.driver.host": "127.0.0.1", "spark.sql.session.timeZone": "UTC", "spark.sql.shuffle.partitions": "1",
        "spark.sql.adaptive.enabled": "false", "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN", "spark.ui.showConsoleProgress": "false",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
    }  # fmt: skip
    for name, value in quick.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture
def on_spark(spark):
    """Copies the tables that rules rest on from DuckDB to Spark; gives a function that runs Spark's SQL."""

    def copy(connection):
        spark.catalog.clearCache()
        for view in spark.sql("SHOW TABLES").collect():
            spark.catalog.dropTempView(view.tableName)
        for name in (*tables(), "collection", "sources", "providers"):
            rows = connection.sql(f'SELECT * FROM "{name}"').to_arrow_table()
            spark.createDataFrame(rows).createOrReplaceTempView(name)
        return lambda sql: [tuple(row) for row in spark.sql(sql).collect()]

    return copy

"""Councils to check on several engines, and a real Spark session."""

import os
import shutil
from dataclasses import replace

import pytest
from engines import COUNCIL_YEAR, Tables, base_tables
from random_returns import AUTHORITY

from plumbline.checking.check import check
from plumbline.checking.native import here
from plumbline.engine.native import DuckDB
from plumbline.reading.find import read_return
from plumbline.synthetic import sample


@pytest.fixture(scope="session")
def council(tmp_path_factory):
    """The folder of a made-up council of 2,000 children with errors."""
    folder = tmp_path_factory.mktemp("council")
    sample(AUTHORITY, 2000, COUNCIL_YEAR, 5, 0.4, folder)
    return folder


@pytest.fixture
def council_tables(council) -> Tables:
    """The council's tables as a check loads them."""
    resources, engine = here(), DuckDB()
    given = read_return([council / "this_year"], [council / "last_year"], [council / "providers.xlsx"])
    check(given, replace(resources, engine=engine), year=COUNCIL_YEAR, authority=AUTHORITY, only=["101"])
    return base_tables(engine.connection)


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    pyspark = pytest.importorskip("pyspark.sql", reason="PySpark is an optional extra: plumbline[spark]")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java: 'make test' installs it on Debian and Ubuntu")
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = pyspark.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    # Returns are small here: what Spark spends on compiling, spreading and optimising would take most of the time.
    quick = {
        "spark.driver.host": "127.0.0.1", "spark.sql.session.timeZone": "UTC", "spark.sql.shuffle.partitions": "1",
        "spark.default.parallelism": "1", "spark.sql.leafNodeDefaultParallelism": "1",
        "spark.sql.autoBroadcastJoinThreshold": "-1", "spark.sql.constraintPropagation.enabled": "false",
        "spark.sql.adaptive.enabled": "false", "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN", "spark.ui.showConsoleProgress": "false",
        "spark.sql.warehouse.dir": str(tmp_path_factory.mktemp("warehouse")),
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    }  # fmt: skip
    for name, value in quick.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture
def on_spark(spark):
    """Brings tables to Spark; gives a function that runs Spark's SQL.

    A table that the SQL creates becomes a view of rows in memory, which is quicker than files. Errors aren't caught.
    """

    def bring(found: Tables):
        for view in spark.sql("SHOW TABLES").collect():
            spark.catalog.dropTempView(view.tableName)
        for name, rows in found.items():
            spark.createDataFrame(rows).createOrReplaceTempView(name)
        return execute

    def execute(sql):
        if sql.startswith("CREATE TABLE "):
            name, _, select = sql.removeprefix("CREATE TABLE ").partition(" AS ")
            spark.createDataFrame(spark.sql(select).toArrow()).createOrReplaceTempView(name.strip("`"))
            return []
        return [tuple(row) for row in spark.sql(sql.replace("CREATE VIEW", "CREATE TEMPORARY VIEW", 1)).collect()]

    return bring

"""Run by pytest, with the command of the local service on PATH, or named by COGNITO_IDENTITY_LOCAL."""

import json
import os
import subprocess
import urllib.request

import boto3
import pytest


@pytest.fixture(scope="session")
def endpoint():
    command = os.environ.get("COGNITO_IDENTITY_LOCAL", "cognito-identity-local").split()
    process = subprocess.Popen([*command, "--port", "0", "--no-log"], stdout=subprocess.PIPE, text=True)
    # The line comes when the service is ready: "cognito-identity-local listening on URL".
    yield process.stdout.readline().split()[-1]
    process.terminate()
    process.wait()


@pytest.fixture
def cognito(endpoint):
    urllib.request.urlopen(urllib.request.Request(f"{endpoint}/_local/reset", method="POST"))
    return boto3.client(
        "cognito-identity",
        endpoint_url=endpoint,
        region_name="eu-central-1",
        aws_access_key_id="local",
        aws_secret_access_key="local",
    )


def test_a_pool_can_be_made(cognito, endpoint):
    pool = cognito.create_identity_pool(IdentityPoolName="people", AllowUnauthenticatedIdentities=True)
    assert cognito.get_id(IdentityPoolId=pool["IdentityPoolId"])["IdentityId"].startswith("eu-central-1:")
    calls = json.load(urllib.request.urlopen(f"{endpoint}/_local/calls"))["calls"]
    assert [call["operation"] for call in calls] == ["CreateIdentityPool", "GetId"]


def test_each_test_begins_anew(cognito):
    assert cognito.list_identity_pools(MaxResults=60)["IdentityPools"] == []

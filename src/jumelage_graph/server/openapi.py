"""The named queries as OpenAPI 3.1, made from their headers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jumelage_graph.queries import Parameter, Query
from jumelage_graph.server.negotiation import GRAPHS, TABLES
from jumelage_graph.server.replies import NOTES
from jumelage_graph.version import __version__
from jumelage_graph.words import LANGUAGES

_SCHEMAS: Mapping[str, dict[str, Any]] = {
    "date": {"type": "string", "format": "date"},
    "year": {"type": "string", "pattern": "^[12][0-9]{3}$"},
    "integer": {"type": "string", "pattern": "^[0-9]{1,9}$"},
    "language": {"type": "string", "enum": list(LANGUAGES)},
}
_PROBLEM = {
    "type": "object",
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
    "required": ["title", "status", "detail"],
}
_ERRORS = {
    "400": "A parameter is missing, unknown or not allowed.",
    "404": "There is no such query.",
    "406": "None of the media types that the caller takes is there.",
    "422": "The answer is too large.",
    "429": "The caller has asked for too much work; Retry-After says when to come back.",
    "500": "The server met a fault.",
    "503": "Too many requests wait, or the query took too long.",
}
_NOTES = (
    "What the reader should know of the answer, in the language of the request: which thing a name was taken for and "
    "which others it may mean, what an answer without rows means. Display Strings (RFC 9651, section 3.3.8)."
)
_RESULTS = {
    "type": "object",
    "properties": {
        "head": {"type": "object"},
        "results": {"type": "object", "properties": {"bindings": {"type": "array"}}},
        "boolean": {"type": "boolean"},
    },
    "required": ["head"],
}


def document(catalogue: Mapping[str, Query], base: str) -> dict[str, Any]:
    """The OpenAPI document for the server at an address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "jumelage-graph: named queries",
            "version": __version__,
            "description": "Each named query of the knowledge graph of French–Japanese local partnerships.",
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": base.rstrip("/")}],
        "paths": {f"/query/{name}": {"get": _operation(query)} for name, query in catalogue.items()},
        "components": {"schemas": {"Problem": _PROBLEM, "Results": _RESULTS}},
    }


def _operation(query: Query) -> dict[str, Any]:
    parameters = [_parameter(parameter) for parameter in query.parameters]
    if all(parameter.name != "lang" for parameter in query.parameters):
        parameters.append(
            {
                "name": "lang",
                "in": "query",
                "schema": _SCHEMAS["language"],
                "description": "Language of messages.",
            }
        )
    return {
        "operationId": query.name,
        "summary": query.summary["en"],
        "description": query.description,
        "tags": list(query.tags),
        "parameters": parameters,
        "responses": {"200": _answer(), **{status: _error(text) for status, text in _ERRORS.items()}},
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema = dict(_SCHEMAS.get(parameter.type, {"type": "string", "minLength": 1}))
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    if parameter.default:
        schema["default"] = parameter.default
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": parameter.description,
        "schema": schema,
    }


def _answer() -> dict[str, Any]:
    content: dict[str, Any] = {
        offer.media: {
            "schema": {"$ref": "#/components/schemas/Results"} if offer.form == "json" else {"type": "string"}
        }
        for offer in TABLES
    }
    content |= {offer.media: {"schema": {}} for offer in GRAPHS if offer.media not in content}
    notes = {"description": _NOTES, "schema": {"type": "string"}}
    return {"description": "The answer.", "headers": {NOTES: notes}, "content": content}


def _error(description: str) -> dict[str, Any]:
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    text = {"schema": {"type": "string"}}
    content = {
        "application/problem+json": problem,
        "application/json": problem,
        "text/plain": text,
        "text/html": text,
    }
    return {"description": description, "content": content}

/// The schemas of the bodies, as JSON Schema; a test holds them against the wire types.
enum OpenAPISchemas {
    static let json = #"""
        {
          "PredictionRequest": {
            "type": "object",
            "description": "One row as features, or many as instances; each a list in training order, or an object by name.",
            "properties": {
              "features": {"$ref": "#/components/schemas/Row"},
              "instances": {"type": "array", "items": {"$ref": "#/components/schemas/Row"}, "minItems": 1},
              "version": {"type": ["string", "null"]},
              "probabilities": {"type": "boolean", "default": false},
              "scores": {"type": "boolean", "default": false}
            },
            "oneOf": [{"required": ["features"]}, {"required": ["instances"]}]
          },
          "Row": {
            "oneOf": [
              {"type": "array", "items": {"$ref": "#/components/schemas/Feature"}, "minItems": 1},
              {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Feature"}, "minProperties": 1}
            ]
          },
          "Feature": {
            "type": ["number", "string", "boolean", "null"],
            "description": "Texts where the model takes categories or documents, true and false as 1 and 0, null for a missing value."
          },
          "Label": {
            "type": ["integer", "number", "string", "boolean", "array"],
            "description": "A class as the model was trained on it, or a number; a list from a model of several outputs."
          },
          "PredictionAnswer": {
            "type": "object",
            "description": "prediction for features, predictions for instances; probabilities, classes and scores where asked for.",
            "properties": {
              "prediction": {"$ref": "#/components/schemas/Label"},
              "predictions": {"type": "array", "items": {"$ref": "#/components/schemas/Label"}},
              "model": {"type": "string"},
              "model_version": {"type": "string"},
              "latency_ms": {"type": "number", "exclusiveMinimum": 0},
              "probabilities": {"type": "array"},
              "scores": {"type": ["number", "array"]},
              "classes": {"type": "array", "items": {"$ref": "#/components/schemas/Label"}}
            },
            "required": ["model_version", "latency_ms", "model"]
          },
          "ActiveVersion": {
            "type": "object",
            "properties": {
              "active_version": {"type": "string"},
              "available_versions": {"type": "array", "items": {"type": "string"}},
              "generation": {"type": "integer", "minimum": 0},
              "rollback_version": {"type": "string"}
            },
            "required": ["available_versions", "generation"]
          },
          "SetActiveVersion": {
            "type": "object",
            "properties": {
              "version": {"type": "string"},
              "reason": {"$ref": "#/components/schemas/Reason"},
              "generation": {"type": "integer", "minimum": 0}
            },
            "required": ["version"],
            "additionalProperties": false
          },
          "Reason": {
            "type": "string",
            "description": "A sentence for the history, on one line.",
            "maxLength": 250,
            "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"
          },
          "Rollback": {
            "type": "object",
            "properties": {"reason": {"$ref": "#/components/schemas/Reason"}, "generation": {"type": "integer", "minimum": 0}},
            "additionalProperties": false
          },
          "ActivationResult": {
            "type": "object",
            "properties": {
              "success": {"type": "boolean"},
              "message": {"type": "string"},
              "active_version": {"type": "string"},
              "generation": {"type": "integer"}
            },
            "required": ["success", "message"]
          },
          "Warm": {
            "type": "object",
            "properties": {"version": {"type": "string"}},
            "required": ["version"],
            "additionalProperties": false
          },
          "CacheCleared": {
            "type": "object",
            "properties": {
              "success": {"type": "boolean"},
              "message": {"type": "string"},
              "cleared_version": {"type": "string"}
            },
            "required": ["success", "message"]
          },
          "VersionObject": {
            "type": "object",
            "properties": {
              "model": {"type": "string"},
              "version": {"type": "string"},
              "exists": {"type": "boolean"},
              "loaded": {"type": "boolean"},
              "state": {"enum": ["unloaded", "loading", "ready", "failed", "unloading"]},
              "active": {"type": "boolean"},
              "load_time": {"type": "number", "description": "seconds"},
              "file_size": {"type": "integer", "description": "bytes"},
              "modified_time": {"type": "number", "description": "Unix seconds"},
              "format": {"type": "string"},
              "digest": {"type": "string", "description": "SHA-256"},
              "memory_bytes": {"type": "integer"},
              "golden_rows": {"type": "integer"},
              "reason": {"type": "string"},
              "signature": {"$ref": "#/components/schemas/Signature"},
              "metadata": {"type": "object"},
              "batching": {"$ref": "#/components/schemas/Batching"}
            },
            "required": ["model", "version", "exists", "loaded", "state", "active"]
          },
          "Batching": {
            "type": "object",
            "description": "How requests that arrive at the same time are evaluated together; absent for each alone.",
            "properties": {
              "max_batch_size": {"type": "integer", "minimum": 2, "maximum": 1024, "description": "rows"},
              "max_delay_ms": {"type": "number", "minimum": 0.1, "maximum": 1000}
            },
            "required": ["max_batch_size", "max_delay_ms"]
          },
          "VersionObjects": {"type": "array", "items": {"$ref": "#/components/schemas/VersionObject"}},
          "Signature": {
            "type": "object",
            "properties": {
              "features": {"type": "integer"},
              "feature_names": {"type": "array", "items": {"type": "string"}},
              "task": {"enum": ["classification", "regression"]},
              "classes": {"type": "array", "items": {"$ref": "#/components/schemas/Label"}},
              "accepts_missing": {"type": "boolean"},
              "probabilities": {"type": "boolean"},
              "scores": {"type": "boolean"},
              "text_features": {"type": "array", "items": {"type": "integer", "minimum": 0}},
              "estimator": {"type": "string"}
            },
            "required": ["features", "task", "accepts_missing", "probabilities"]
          },
          "HistoryEntry": {
            "type": "object",
            "properties": {
              "model": {"type": "string"},
              "generation": {"type": "integer"},
              "from": {"type": "string"},
              "to": {"type": "string"},
              "at": {"type": "number", "description": "Unix seconds"},
              "who": {"type": "string"},
              "reason": {"type": "string"},
              "kind": {"enum": ["activate", "rollback"]},
              "digest": {"type": "string"}
            },
            "required": ["model", "generation", "to", "at", "who", "kind"]
          },
          "ServerEvent": {
            "type": "object",
            "description": "The data of one event.",
            "properties": {
              "id": {"type": "string"},
              "kind": {
                "type": "string",
                "description": "ready, switched, rolled_back, loaded, load_failed, unloaded, circuit_opened, circuit_half_open, circuit_closed, draining, lost, reset; more may come."
              },
              "at": {"type": "number", "description": "Unix seconds"},
              "model": {"type": "string"},
              "version": {"type": "string"},
              "from": {"type": "string"},
              "generation": {"type": "integer"},
              "who": {"type": "string"},
              "reason": {"type": "string"},
              "seconds": {"type": "number"},
              "request_id": {"type": "string"},
              "count": {"type": "integer", "description": "how many events were lost"}
            },
            "required": ["id", "kind", "at"]
          },
          "HistoryEntries": {"type": "array", "items": {"$ref": "#/components/schemas/HistoryEntry"}},
          "AuditEntry": {
            "type": "object",
            "properties": {
              "sequence": {"type": "integer", "minimum": 1},
              "at": {"type": "number", "description": "Unix seconds"},
              "kind": {"enum": ["key", "token", "none"]},
              "who": {"type": "string"},
              "address": {"type": "string"},
              "method": {"type": "string"},
              "route": {"type": "string"},
              "model": {"type": "string"},
              "version": {"type": "string"},
              "reason": {"type": "string"},
              "request_id": {"type": "string"},
              "status": {"type": "integer"},
              "outcome": {"type": "string"},
              "previous_hash": {"type": "string", "description": "SHA-256"},
              "hash": {"type": "string", "description": "SHA-256"}
            },
            "required": [
              "sequence", "at", "kind", "address", "method", "route", "request_id", "status", "outcome", "previous_hash",
              "hash"
            ]
          },
          "AuditEntries": {"type": "array", "items": {"$ref": "#/components/schemas/AuditEntry"}},
          "Health": {
            "type": "object",
            "properties": {
              "status": {"enum": ["healthy", "no_models", "no_active_model", "draining"]},
              "active_version": {"type": "string"},
              "available_versions": {"type": "array", "items": {"type": "string"}},
              "models_loaded": {"type": "integer"}
            },
            "required": ["status", "available_versions", "models_loaded"]
          },
          "Status": {"type": "object", "properties": {"status": {"type": "string"}}, "required": ["status"]},
          "ServiceInfo": {
            "type": "object",
            "properties": {
              "name": {"type": "string"},
              "version": {"type": "string"},
              "active_version": {"type": "string"},
              "available_versions": {"type": "array", "items": {"type": "string"}},
              "links": {"type": "object", "additionalProperties": {"type": "string"}}
            },
            "required": ["name", "version", "available_versions", "links"]
          },
          "Problem": {
            "type": "object",
            "properties": {
              "type": {"type": "string"},
              "title": {"type": "string"},
              "status": {"type": "integer"},
              "detail": {"type": "string"},
              "instance": {"type": "string", "description": "the request's id"},
              "errors": {
                "type": "array",
                "items": {
                  "type": "object",
                  "properties": {"path": {"type": "string"}, "message": {"type": "string"}},
                  "required": ["path", "message"]
                }
              }
            },
            "required": ["type", "title", "status", "detail"]
          }
        }
        """#
}

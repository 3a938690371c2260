extension OpenAPISchemas {
    /// The bodies of the Open Inference Protocol.
    static let openInference = #"""
        {
          "InferenceError": {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]},
          "InferenceLive": {"type": "object", "properties": {"live": {"type": "boolean"}}, "required": ["live"]},
          "InferenceReady": {"type": "object", "properties": {"ready": {"type": "boolean"}}, "required": ["ready"]},
          "InferenceSettings": {"type": "object", "additionalProperties": true},
          "InferenceServerMetadata": {
            "type": "object",
            "properties": {
              "name": {"type": "string"},
              "version": {"type": "string"},
              "extensions": {"type": "array", "items": {"type": "string"}}
            },
            "required": ["name", "version", "extensions"]
          },
          "TensorMetadata": {
            "type": "object",
            "properties": {
              "name": {"type": "string"},
              "datatype": {"$ref": "#/components/schemas/TensorDatatype"},
              "shape": {"type": "array", "items": {"type": "integer", "minimum": -1}, "description": "-1 for any number of rows"}
            },
            "required": ["name", "datatype", "shape"]
          },
          "TensorDatatype": {
            "enum": ["BOOL", "UINT8", "UINT16", "UINT32", "UINT64", "INT8", "INT16", "INT32", "INT64", "FP16", "BF16", "FP32", "FP64", "BYTES"]
          },
          "InferenceModelMetadata": {
            "type": "object",
            "properties": {
              "name": {"type": "string"},
              "versions": {"type": "array", "items": {"type": "string"}},
              "platform": {"type": "string"},
              "inputs": {"type": "array", "items": {"$ref": "#/components/schemas/TensorMetadata"}},
              "outputs": {"type": "array", "items": {"$ref": "#/components/schemas/TensorMetadata"}}
            },
            "required": ["name", "versions", "platform", "inputs", "outputs"]
          },
          "InferenceModelReady": {
            "type": "object",
            "properties": {"name": {"type": "string"}, "ready": {"type": "boolean"}},
            "required": ["name", "ready"]
          },
          "TensorConfiguration": {
            "type": "object",
            "properties": {
              "name": {"type": "string"},
              "data_type": {"type": "string"},
              "dims": {"type": "array", "items": {"type": "integer", "minimum": -1}}
            },
            "required": ["name", "data_type", "dims"]
          },
          "InferenceModelConfiguration": {
            "type": "object",
            "properties": {
              "name": {"type": "string"},
              "platform": {"type": "string"},
              "backend": {"type": "string"},
              "max_batch_size": {"type": "integer"},
              "input": {"type": "array", "items": {"$ref": "#/components/schemas/TensorConfiguration"}},
              "output": {"type": "array", "items": {"$ref": "#/components/schemas/TensorConfiguration"}}
            },
            "required": ["name", "platform", "backend", "max_batch_size", "input", "output"]
          },
          "StatisticDuration": {
            "type": "object",
            "properties": {
              "count": {"type": "integer", "minimum": 0},
              "ns": {"type": "integer", "minimum": 0, "description": "nanoseconds in all"}
            },
            "required": ["count", "ns"]
          },
          "ModelStatistics": {
            "type": "object",
            "properties": {
              "name": {"type": "string"},
              "version": {"type": "string"},
              "last_inference": {"type": "integer", "minimum": 0, "description": "Unix milliseconds; 0 for never"},
              "inference_count": {"type": "integer", "minimum": 0, "description": "rows"},
              "execution_count": {"type": "integer", "minimum": 0},
              "inference_stats": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/StatisticDuration"}},
              "batch_stats": {"type": "array", "maxItems": 0}
            },
            "required": ["name", "version", "last_inference", "inference_count", "execution_count", "inference_stats", "batch_stats"]
          },
          "InferenceStatistics": {
            "type": "object",
            "properties": {"model_stats": {"type": "array", "items": {"$ref": "#/components/schemas/ModelStatistics"}}},
            "required": ["model_stats"]
          },
          "InferenceParameters": {
            "type": "object",
            "description": "binary_data_output, timeout (microseconds) and others that are passed over; none may begin with triton_.",
            "additionalProperties": {"type": ["string", "number", "boolean"]}
          },
          "InferenceRequest": {
            "type": "object",
            "properties": {
              "id": {"type": "string"},
              "parameters": {"$ref": "#/components/schemas/InferenceParameters"},
              "inputs": {"type": "array", "items": {"$ref": "#/components/schemas/InferenceInput"}, "minItems": 1, "maxItems": 1},
              "outputs": {"type": "array", "items": {"$ref": "#/components/schemas/InferenceRequestedOutput"}}
            },
            "required": ["inputs"]
          },
          "InferenceInput": {
            "type": "object",
            "properties": {
              "name": {"const": "input"},
              "shape": {"type": "array", "items": {"type": "integer", "minimum": 1}, "minItems": 2, "maxItems": 2},
              "datatype": {"$ref": "#/components/schemas/TensorDatatype"},
              "parameters": {"$ref": "#/components/schemas/InferenceParameters"},
              "data": {"type": "array", "description": "Flat, or a list for each row; absent for a tensor whose bytes follow the JSON."}
            },
            "required": ["name", "shape", "datatype"]
          },
          "InferenceRequestedOutput": {
            "type": "object",
            "properties": {
              "name": {"type": "string", "description": "predict, or predict_proba of a classifier"},
              "parameters": {"$ref": "#/components/schemas/InferenceParameters"}
            },
            "required": ["name"]
          },
          "InferenceAnswer": {
            "type": "object",
            "properties": {
              "model_name": {"type": "string"},
              "model_version": {"type": "string"},
              "id": {"type": "string"},
              "outputs": {
                "type": "array",
                "items": {
                  "type": "object",
                  "properties": {
                    "name": {"type": "string"},
                    "shape": {"type": "array", "items": {"type": "integer", "minimum": 0}},
                    "datatype": {"$ref": "#/components/schemas/TensorDatatype"},
                    "data": {"type": "array"},
                    "parameters": {"$ref": "#/components/schemas/InferenceParameters"}
                  },
                  "required": ["name", "shape", "datatype"]
                }
              }
            },
            "required": ["model_name", "model_version", "outputs"]
          },
          "RepositoryIndexRequest": {"type": "object", "properties": {"ready": {"type": ["boolean", "null"]}}},
          "RepositoryIndexEntry": {
            "type": "object",
            "properties": {
              "name": {"type": "string"},
              "version": {"type": "string"},
              "state": {"enum": ["READY", "UNAVAILABLE", "LOADING", "UNLOADING"]},
              "reason": {"type": "string"}
            },
            "required": ["name", "version", "state"]
          },
          "RepositoryIndex": {"type": "array", "items": {"$ref": "#/components/schemas/RepositoryIndexEntry"}},
          "RepositoryRequest": {
            "type": "object",
            "properties": {
              "parameters": {"type": ["object", "null"], "properties": {"unload_dependents": {"description": "Passed over: no version depends on another."}}, "additionalProperties": false}
            }
          }
        }
        """#
}

-- For wrk: posts the rows of a CSV file in turn, and prints one line that scripts/bench reads.
-- Usage: wrk … --latency -s rotate.lua URL -- ROWS.csv [KEY]

local requests, at = {}, 0

function init(arguments)
    local headers = { ["Content-Type"] = "application/json" }
    if arguments[2] then headers["Authorization"] = "Bearer " .. arguments[2] end
    for row in io.lines(arguments[1]) do
        requests[#requests + 1] = wrk.format("POST", nil, headers, '{"features":[' .. row .. "]}")
    end
end

function request()
    at = at % #requests + 1
    return requests[at]
end

function done(summary, latency)
    local errors = summary.errors
    local failed = errors.connect + errors.read + errors.write + errors.timeout + errors.status
    local rate = summary.requests / summary.duration * 1e6
    print(string.format("RESULT %.1f %.3f %.3f %d", rate, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, failed))
end

#include "cli/connection.h"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>
#include <cstdlib>

#include "cli/http_client.h"
#include "contract/shape.h"
#include "env/real/files.h"
#include "env/real/real_clock.h"
#include "gateway/tc3_signature.h"
#include "server/data_directory.h"

namespace terrane {
namespace {

constexpr ErrorKind kNoCloud{
    "Unreachable",
    "Which cloud? Set TERRANE_ENDPOINT, TERRANE_SECRET_ID and TERRANE_SECRET_KEY (`terrane env "
    "--shell --data DIR` prints them), or give its --data DIR.",
    "未指定云：请设置 TERRANE_ENDPOINT、TERRANE_SECRET_ID 和 TERRANE_SECRET_KEY，或使用 --data "
    "DIR。"};
constexpr ErrorKind kNotServing{
    "Unreachable", "{} holds no cloud that has been started; `terrane serve --data {}` starts it.",
    "{} 中没有已启动的云，可运行 terrane serve --data {}。"};
constexpr ErrorKind kNoService{"InvalidParameterValue",
                               "There is no service {}. Those there are: {}.",
                               "不存在服务 {}，可用的服务：{}。"};
constexpr ErrorKind kNonsense{"Unreachable", "{} answers, but not as a cloud does.",
                              "{} 的应答不是合法的 API 应答。"};

std::string from_environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

void indent(std::string& out, const boost::json::value& value, size_t depth) {
  auto line = [&](size_t level) { (out += '\n').append(level * 2, ' '); };
  if (const auto* object = value.if_object(); object && !object->empty()) {
    out += '{';
    bool first = true;
    for (const auto& [key, member] : *object) {
      if (!first) out += ',';
      first = false;
      line(depth + 1);
      out += boost::json::serialize(key) + ": ";
      indent(out, member, depth + 1);
    }
    line(depth);
    out += '}';
  } else if (const auto* array = value.if_array(); array && !array->empty()) {
    out += '[';
    bool first = true;
    for (const auto& element : *array) {
      if (!first) out += ',';
      first = false;
      line(depth + 1);
      indent(out, element, depth + 1);
    }
    line(depth);
    out += ']';
  } else if (const double* number = value.if_double()) {
    out += fmt::format("{}", *number);  // 0.39, where the library writes 3.9E-1
  } else {
    out += boost::json::serialize(value);
  }
}

// {"Response":{…}}, with the members of an error where the call was refused.
Result<CallAnswer> read_answer(const Connection& connection, std::string_view text) {
  boost::system::error_code problem;
  boost::json::value body = boost::json::parse(text, problem);
  const auto* outer = body.if_object();
  const auto* response = outer ? outer->if_contains("Response") : nullptr;
  if (problem || !response || !response->is_object()) return refuse(kNonsense, connection.endpoint);
  CallAnswer answer{.response = response->get_object()};
  if (const auto* error = answer.response.if_contains("Error")) {
    const auto* members = error->if_object();
    const auto* code = members ? members->if_contains("Code") : nullptr;
    const auto* message = members ? members->if_contains("Message") : nullptr;
    if (!code || !code->is_string() || !message || !message->is_string())
      return refuse(kNonsense, connection.endpoint);
    answer.refused = true;
    answer.code = code->get_string();
    answer.message = message->get_string();
  }
  return answer;
}

}  // namespace

std::string pretty(const boost::json::value& value) {
  std::string out;
  indent(out, value, 0);
  return out;
}

void add_connection_options(CLI::App& verb, ConnectionOptions& options) {
  verb.add_option("--data", options.data_directory,
                  "The data directory of a cloud on this machine");
  verb.add_flag("--json", options.json, "Print JSON");
}

Result<Connection> find_connection(const ConnectionOptions& options) {
  Connection connection{.endpoint = from_environment("TERRANE_ENDPOINT"),
                        .secret_id = from_environment("TERRANE_SECRET_ID"),
                        .secret_key = from_environment("TERRANE_SECRET_KEY"),
                        .authority = from_environment("TERRANE_CA")};
  if (options.data_directory.empty()) {
    if (connection.endpoint.empty() || connection.secret_id.empty() ||
        connection.secret_key.empty())
      return refuse(kNoCloud);
    return connection;
  }
  const std::string& path = options.data_directory;
  if (access((path + "/endpoint").c_str(), R_OK) != 0) return refuse(kNotServing, path, path);
  TRY(connection.endpoint, read_file(path + "/endpoint"));
  connection.endpoint.resize(connection.endpoint.find_last_not_of('\n') + 1);
  TRY(DataDirectory directory, DataDirectory::open(path));
  TRY(auto keys, directory.credentials());
  if (!keys) return refuse(kNotServing, path, path);
  connection.secret_id = keys->secret_id;
  connection.secret_key = keys->secret_key;
  connection.authority = path + "/ca.pem";
  return connection;
}

Result<CallAnswer> call_api(const ConnectionOptions& options, std::string_view service,
                            std::string_view action, std::string_view parameters,
                            std::string_view region) {
  TRY(Connection connection, find_connection(options));
  const contract::Service* found = contract::find_service(service);
  if (!found) {
    std::string names;
    for (const contract::Service& known : contract::services())
      (names += names.empty() ? "" : ", ") += known.name;
    return refuse(kNoService, service, names);
  }
  std::string host(endpoint_host(connection.endpoint));
  int64_t now = RealClock().now().seconds();
  HttpHeader type{"Content-Type", "application/json"};
  HttpRequest request;
  request.method = "POST";
  request.path = "/";
  request.host = host;
  request.body = parameters;
  request.headers = {&type, 1};
  std::vector<std::pair<std::string, std::string>> headers = {
      {"Host", host},
      {"Content-Type", "application/json"},
      {"Authorization",
       tc3_authorization(request, connection.secret_id, connection.secret_key, service, now)},
      {"X-TC-Action", std::string(action)},
      {"X-TC-Version", std::string(found->version)},
      {"X-TC-Timestamp", std::to_string(now)}};
  if (!region.empty()) headers.emplace_back("X-TC-Region", region);
  TRY(HttpAnswer answer, http_post(connection.endpoint, connection.authority, headers, parameters));

  return read_answer(connection, answer.body);
}

int fail(const Error& error) {
  std::fprintf(stderr, "terrane: %s\n", error.message(Language::kEnglish).c_str());
  return 2;
}

int explain(const Result<CallAnswer>& answer, const ConnectionOptions& options) {
  if (!answer) return fail(answer.error());
  std::fprintf(stderr, "%s: %s\n", answer->code.c_str(), answer->message.c_str());
  if (options.json) std::printf("%s\n", pretty(answer->response).c_str());
  return 1;
}

int run_call(const ConnectionOptions& options, std::string_view service, std::string_view action,
             std::string_view parameters, std::string_view region, ShowResponse show) {
  auto answer = call_api(options, service, action, parameters, region);
  if (!answer || answer->refused) return explain(answer, options);
  if (options.json || !show) {
    std::printf("%s\n", pretty(answer->response).c_str());
  } else {
    show(answer->response);
  }
  return 0;
}

}  // namespace terrane

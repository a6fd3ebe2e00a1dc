// `terrane ca`: the certificate that clients must trust to use HTTPS.
#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>
#include <memory>

#include "cli/connection.h"
#include "cli/verbs.h"
#include "env/real/files.h"

namespace terrane {
namespace {

constexpr ErrorKind kNoAuthority{
    "Unreachable",
    "Whose certificate? Give --data DIR of a cloud that was started, or set TERRANE_CA.",
    "请指定已启动过的云的 --data DIR，或设置 TERRANE_CA。"};

int print_authority(const ConnectionOptions& options) {
  auto connection = find_connection(options);
  if (!connection) return fail(connection.error());
  auto certificate = read_file(connection->authority);
  if (!certificate) return fail(refuse(kNoAuthority).error());
  std::string text = *certificate;
  if (options.json) text = pretty(boost::json::object{{"Certificate", text}}) + "\n";
  std::fputs(text.c_str(), stdout);
  return 0;
}

}  // namespace

void add_ca(CLI::App& program, RunVerb& chosen) {
  auto options = std::make_shared<ConnectionOptions>();
  auto* verb = program.add_subcommand(
      "ca", "Print the certificate of the cloud's authority, for clients to trust");
  verb->add_option("--data", options->data_directory,
                   "The data directory of a cloud on this machine");
  verb->add_flag("--json", options->json, "Print it as JSON");
  verb->callback([options, &chosen] { chosen = [options] { return print_authority(*options); }; });
}

}  // namespace terrane

// `terrane ca`: the certificate that clients must trust to use HTTPS.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "cli/verbs.h"
#include "env/real/files.h"

namespace terrane {

void add_ca(CLI::App& program, RunVerb& chosen) {
  auto data = std::make_shared<std::string>();
  auto* verb = program.add_subcommand(
      "ca", "Print the certificate of the cloud's authority, for clients to trust");
  verb->add_option("--data", *data, "The cloud's data directory")->required();
  verb->callback([data, &chosen] {
    chosen = [data] {
      auto certificate = read_file(*data + "/ca.pem");
      if (!certificate) {
        std::fprintf(stderr, "terrane: %s holds no certificate yet: start its cloud once.\n",
                     data->c_str());
        return 2;
      }
      std::fputs(certificate->c_str(), stdout);
      return 0;
    };
  });
}

}  // namespace terrane

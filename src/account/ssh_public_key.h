// SSH public keys as OpenSSH writes them, one to a line: "ssh-ed25519 AAAAC3Nz… me@laptop".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace terrane {

// Views of the line it was read from.
struct SshPublicKey {
  std::string_view type;
  std::string_view body;     // Base64
  std::string_view comment;  // without the blanks around it; may be empty

  // What tells one key from another: the line without its comment.
  std::string identity() const;
};

// Reads a line with an RSA (1024 to 16384 bits), Ed25519 or ECDSA (P-256, P-384, P-521) key that is
// sound in every byte; nothing for any other text, and for lines with options in front of the key.
std::optional<SshPublicKey> parse_ssh_public_key(std::string_view line);

// The bytes as Base64 with padding, the form of a key's body.
std::string to_base64(std::string_view bytes);

}  // namespace terrane

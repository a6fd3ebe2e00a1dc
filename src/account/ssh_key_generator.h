// Makes SSH key pairs, which the cloud gives away and does not keep.
#pragma once

#include <string>

#include "env/env.h"

namespace terrane {

struct GeneratedSshKey {
  std::string public_key;   // "ssh-rsa AAAAB3Nz…", without a comment
  std::string private_key;  // PEM, as ssh reads it
};

// RSA of 2048 bits, the kind that cvm.CreateKeyPair promises. Takes some 100 ms of processor time:
// never call it under a lock. The primes come from `random`, so that a simulated run makes the same
// keys from the same seed.
GeneratedSshKey generate_rsa_key(Random& random);

}  // namespace terrane

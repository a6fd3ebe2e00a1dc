// The rules of tags, the same for every kind of resource.
#pragma once

#include <span>

#include "base/error.h"
#include "model/tag_pair.h"

namespace terrane {

// The codes differ between services; a kind's page of rules names its own where these do not fit.
struct TagErrors {
  ErrorKind key_length;    // {} = the key
  ErrorKind reserved_key;  // {} = the key
  ErrorKind value_length;  // {} = the key
  ErrorKind key_twice;     // {} = the key
  ErrorKind too_many;      // {} = the limit
};
extern const TagErrors kVpcTagErrors;

Result<void> check_tags(std::span<const TagPair> tags, size_t limit,
                        const TagErrors& errors = kVpcTagErrors);

}  // namespace terrane

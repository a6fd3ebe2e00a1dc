// Ways to log in to an instance (M-20): straight to its public address, or through another instance
// of its account. What works is decided by following each step on port 22, and by nothing else.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "actions/call.h"
#include "reach/explain.h"

namespace terrane {

struct LoginKey {
  KeyPairId id;
  std::string name;
};

// An instance as one logs in to it.
struct LoginEnd {
  InstanceId id;
  reach::End end;
  std::string name;
  std::string user;  // that its image is logged in to as
  std::vector<LoginKey> keys;
  const Region* place = nullptr;
};

// How a jump instance reaches the target.
enum class JumpRelation : uint8_t { kSameVpc, kPeering, kInternet };

// One step that was tried.
struct LoginAttempt {
  InstanceId via;  // the jump instance of the way; none: straight
  AnyId from, to;  // none: where the caller is
  reach::Decision decision;
};

struct LoginPath {
  bool found = false;
  std::optional<LoginEnd> jump;
  JumpRelation relation = JumpRelation::kSameVpc;
  Ipv4 jump_address;                   // as it is spoken to from where the caller is
  Ipv4 address;                        // as the target is spoken to in the last step
  std::vector<LoginAttempt> attempts;  // the steps that failed, and the last of those that worked
};

// The account's instance of this ID, in the region or, where none is meant, wherever it is; nothing
// where it has none.
std::optional<LoginEnd> find_login_end(CloudCall& call, const Region* place, InstanceId id);

// The way in from `from`, an instance or somewhere on the Internet. Where the target's region
// advises a jump server one is preferred, rather in a region without such advice; elsewhere the
// straight way is.
Result<LoginPath> find_login_path(CloudCall& call, const LoginEnd& target, const reach::End& from);

}  // namespace terrane

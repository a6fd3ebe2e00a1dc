// Making databases: everything is checked, then each gets an address, in one transaction. Source:
// cdb.CreateDBInstance, cdb.CreateDBInstanceHour.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "region/database/database_parameter_rules.h"
#include "region/database/database_rules.h"
#include "region/database/database_shape_rules.h"

namespace terrane {

// What is asked for; the texts belong to the request. Empty and absent members take their defaults.
struct NewDatabases {
  int64_t count = 1;
  std::string_view zone;  // empty: the subnet's, or else the first that sells some
  WantedShape shape;
  std::string_view vpc;
  std::string_view subnet;
  std::span<const std::string_view> addresses;
  int64_t port = database_rules::kDefaultPort;
  int64_t project = 0;
  std::string_view name;  // of several: numbered. Empty: its ID
  std::string_view password;
  std::span<const std::string_view> security_groups;
  ParameterValues parameters;
  bool performance = false;  // begin with speed before safety
  bool is_protected = false;
  ChargeType charge = ChargeType::kPostpaidByHour;
  int64_t months = 0;  // of prepaid ones
  int64_t renew_flag = 0;
  std::vector<TagPair> tags;
  bool on_trial = false;  // made, and then taken back by whoever asks
};

Result<std::vector<const Database*>> launch(Change& change, const NewDatabases& wanted);

}  // namespace terrane

// The parameters of a database's MySQL server, as they are.
#include "actions/cdb/cdb_service.h"
#include "actions/cdb/database_view.h"
#include "contract/cdb.h"
#include "region/database/database_parameter_rules.h"
#include "region/database/database_rules.h"

namespace terrane {
namespace {

namespace api = contract::cdb;

// By ParameterType.
constexpr std::string_view kTypes[] = {"integer", "enum", "string"};

api::ParameterDetail shown(Arena& arena, const DatabaseParameter& parameter,
                           std::string_view value) {
  return {.Name = parameter.name,
          .ParamType = kTypes[size_t(parameter.type)],
          .Default = parameter.otherwise,
          .Description = parameter.description,
          .CurrentValue = value,
          .NeedReboot = parameter.restarts,
          .Max = parameter.most,
          .Min = parameter.least,
          .EnumValue = contract::list_of<contract::Text>(arena, parameter.values),
          .MaxFunc = "",
          .MinFunc = "",
          .IsNotSupportEdit = parameter.fixed};
}

Result<api::DescribeInstanceParamsResponse> describe_instance_params(
    RegionRead& call, const api::DescribeInstanceParamsRequest& request) {
  TRY(const Database* database,
      database_rules::find(call.region, call.account, request.InstanceId));
  const auto& all = call.catalogue.databases().parameters;
  auto items = call.arena.create_array<api::ParameterDetail>(all.size());
  size_t count = 0;
  for (const DatabaseParameter& parameter : all)
    if (parameter.is_of(database->shape.version))
      items[count++] = shown(call.arena, parameter, value_of(parameter, database->parameters));
  return api::DescribeInstanceParamsResponse{
      .TotalCount = int64_t(count),
      .Items = contract::List<api::ParameterDetail>(items.first(count))};
}

constexpr Handler kHandlers[] = {
    region_read<describe_instance_params>("cdb", "DescribeInstanceParams"),
};

}  // namespace

std::span<const Handler> database_parameter_handlers() {
  return kHandlers;
}

}  // namespace terrane

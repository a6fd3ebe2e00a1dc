// Reads requests into generated structs, and refuses what the contract does not allow, naming its
// path.
#pragma once

#include "base/error.h"
#include "contract/shape.h"

namespace terrane::contract {

inline constexpr ErrorKind kMissingParameter{
    "MissingParameter", "The parameter `{}` is required; add it to the request.",
    "缺少必填参数 `{}`，请在请求中补充。"};
inline constexpr ErrorKind kUnknownParameter{"UnknownParameter",
                                             "There is no parameter `{}` here; remove it.",
                                             "此处没有参数 `{}`，请将其移除。"};
inline constexpr ErrorKind kMisspeltParameter{
    "UnknownParameter", "There is no parameter `{}` here; `{}` may be what was meant.",
    "此处没有参数 `{}`，是否想用 `{}`？"};
inline constexpr ErrorKind kWrongType{"InvalidParameter",
                                      "The parameter `{}` must be of type {}, but is of type {}.",
                                      "参数 `{}` 的类型应为 {}，实际为 {}。"};
inline constexpr ErrorKind kDuplicateParameter{
    "InvalidParameter", "The parameter `{}` is given more than once; keep one.",
    "参数 `{}` 重复出现，请只保留一个。"};
inline constexpr ErrorKind kNumberOutOfRange{
    "InvalidParameterValue", "The parameter `{}` is {}, but must be a whole number from {} to {}.",
    "参数 `{}` 的值为 {}，应为 {} 到 {} 之间的整数。"};
inline constexpr ErrorKind kFloatOutOfRange{
    "InvalidParameterValue", "The parameter `{}` is {}, which is beyond the range of a float.",
    "参数 `{}` 的值为 {}，超出了浮点数的范围。"};
inline constexpr ErrorKind kNotAnObject{
    "InvalidParameter", "The request body must be a JSON object, but is of type {}.",
    "请求体必须是 JSON 对象，实际类型为 {}。"};

// Fills `out`, a value-initialised struct of the given shape. Its texts lie in `body` or in the
// arena, its lists and objects in the arena. A JSON null reads as absent, an empty body as `{}`.
// Errors: those above and those of json.h. After an error `out` may be partly filled.
Result<void> decode_json(std::string_view body, const Shape& shape, void* out, Arena& arena);

// The same for a GET query or a form: `Placement.Zone=z&InstanceIds.0=i`. Lists count from any
// number and may have gaps; the parameters every call has (is_common_parameter) are passed over
// unless the shape has them. Errors: those above and those of form.h.
Result<void> decode_form(std::string_view form, const Shape& shape, void* out, Arena& arena);

template <class T>
Result<const T*> decode_json(std::string_view body, Arena& arena) {
  T* value = arena.create<T>();
  CHECKED(decode_json(body, shape_of<T>(), value, arena));
  return value;
}

template <class T>
Result<const T*> decode_form(std::string_view form, Arena& arena) {
  T* value = arena.create<T>();
  CHECKED(decode_form(form, shape_of<T>(), value, arena));
  return value;
}

}  // namespace terrane::contract

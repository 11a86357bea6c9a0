import com.google.firebase.rules.runtime.v1.ExpressionPathSegmentValue;
import com.google.firebase.rules.runtime.v1.ExpressionPathValue;
import com.google.firebase.rules.runtime.v1.ExpressionValue;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Between Firestore's REST documents and the values the rules language computes with. */
final class FirestoreValues {
  private static final Map<String, String> RENAMED =
      Map.of(
          "booleanValue", "boolValue",
          "integerValue", "intValue",
          "doubleValue", "floatValue",
          "geoPointValue", "latlngValue",
          "arrayValue", "listValue");

  private FirestoreValues() {}

  static ExpressionValue parse(JsonElement json) throws InvalidProtocolBufferException {
    ExpressionValue.Builder value = ExpressionValue.newBuilder();
    JsonFormat.parser().ignoringUnknownFields().merge(json.toString(), value);
    return value.build();
  }

  /** `/databases/(default)/documents/…` with each segment percent-encoded: it becomes part of a URL. */
  static String urlPath(ExpressionPathValue path) {
    StringBuilder url = new StringBuilder();
    for (ExpressionPathSegmentValue segment : path.getSegmentsList()) {
      String encoded = URLEncoder.encode(segment.getSimple(), StandardCharsets.UTF_8);
      url.append('/').append(encoded.replace("+", "%20").replace("%28", "(").replace("%29", ")"));
    }
    return url.toString();
  }

  /** A document as rules see it: `data`, `id` and `__name__`. */
  static ExpressionValue document(JsonObject rest, ExpressionPathValue path)
      throws InvalidProtocolBufferException {
    int last = path.getSegmentsCount() - 1;
    JsonObject id = new JsonObject();
    id.addProperty("stringValue", path.getSegments(last).getSimple());
    JsonObject fields = new JsonObject();
    fields.add("data", mapValue(rest.has("fields") ? rest.getAsJsonObject("fields") : new JsonObject()));
    fields.add("id", id);
    JsonObject map = new JsonObject();
    map.add("fields", fields);
    JsonObject value = new JsonObject();
    value.add("mapValue", map);
    ExpressionValue document = parse(value);
    ExpressionValue name = ExpressionValue.newBuilder().setPathValue(path).build();
    return document.toBuilder()
        .setMapValue(document.getMapValue().toBuilder().putFields("__name__", name))
        .build();
  }

  private static JsonObject mapValue(JsonObject restFields) {
    JsonObject fields = new JsonObject();
    for (Map.Entry<String, JsonElement> field : restFields.entrySet()) {
      fields.add(field.getKey(), value(field.getValue().getAsJsonObject()));
    }
    JsonObject map = new JsonObject();
    map.add("fields", fields);
    JsonObject value = new JsonObject();
    value.add("mapValue", map);
    return value;
  }

  private static JsonObject value(JsonObject rest) {
    String kind = rest.keySet().iterator().next();
    JsonElement content = rest.get(kind);
    JsonObject value = new JsonObject();
    switch (kind) {
      case "mapValue":
        JsonObject inner = content.getAsJsonObject();
        return mapValue(inner.has("fields") ? inner.getAsJsonObject("fields") : new JsonObject());
      case "arrayValue":
        value.add("listValue", list(content.getAsJsonObject()));
        return value;
      case "referenceValue":
        value.add("pathValue", reference(content.getAsString()));
        return value;
      default:
        value.add(RENAMED.getOrDefault(kind, kind), content);
        return value;
    }
  }

  private static JsonObject list(JsonObject rest) {
    JsonArray values = new JsonArray();
    if (rest.has("values")) {
      for (JsonElement element : rest.getAsJsonArray("values")) values.add(value(element.getAsJsonObject()));
    }
    JsonObject list = new JsonObject();
    list.add("values", values);
    return list;
  }

  /** `projects/P/databases/D/documents/…` loses its project: paths in rules begin with the database. */
  private static JsonObject reference(String name) {
    JsonArray segments = new JsonArray();
    String[] parts = name.split("/");
    for (int at = 2; at < parts.length; at++) {
      JsonObject segment = new JsonObject();
      segment.addProperty("simple", parts[at]);
      segments.add(segment);
    }
    JsonObject path = new JsonObject();
    path.add("segments", segments);
    return path;
  }
}

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.firebase.rules.partners.services.firebasestorage.FirebaseStorageCreateContextConverter;
import com.google.firebase.rules.partners.services.firebasestorage.FirebaseStorageService.FirebaseStorageCreateContext;
import com.google.firebase.rules.runtime.impl.DefaultEvaluator;
import com.google.firebase.rules.runtime.utils.ExpressionValueUtils;
import com.google.firebase.rules.runtime.utils.PathUtils;
import com.google.firebase.rules.runtime.v1.ExpressionMapValue;
import com.google.firebase.rules.runtime.v1.ExpressionPathValue;
import com.google.firebase.rules.runtime.v1.ExpressionValue;
import com.google.firebase.rules.runtime.v1.RulesetAst;
import com.google.firebase.rules.v1.SourcePosition;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** One question: may this request do this? Its thread blocks while a Firestore document is fetched. */
final class Verification implements FirebaseStorageCreateContext {
  private final Channel channel;
  private final long id;
  private final String method;
  private final ExpressionPathValue path;
  private final ExpressionMapValue request;
  private final ExpressionValue resource;

  /** `context` is what the emulator sends: path, method, delimiter and the variables request and resource. */
  Verification(Channel channel, long id, JsonObject context) throws Exception {
    this.channel = channel;
    this.id = id;
    this.method = context.get("method").getAsString();
    this.path = path(context, method);
    JsonObject variables = context.getAsJsonObject("variables");
    this.request = FirestoreValues.parse(variables.get("request")).getMapValue();
    this.resource = FirestoreValues.parse(variables.get("resource"));
  }

  /** The context of a create serves every method: only the name of the method differs. */
  boolean permitted(RulesetAst ruleset) throws Exception {
    return new DefaultEvaluator(ruleset)
        .evaluate(FirebaseStorageCreateContextConverter.convert(this).toBuilder().method(method).build())
        .get()
        .permit();
  }

  /** A list asks about what lies below the path: one unknown segment with a delimiter, any number without. */
  private static ExpressionPathValue path(JsonObject context, String method) {
    PathUtils.Builder builder = PathUtils.pathBuilder();
    for (String segment : context.get("path").getAsString().split("/")) {
      if (!segment.isEmpty()) builder.appendSegment(segment);
    }
    if (method.equals("list")) {
      JsonElement delimiter = context.get("delimiter");
      boolean delimited = delimiter != null && !delimiter.isJsonNull() && !delimiter.getAsString().isEmpty();
      if (delimited) builder.appendCapture();
      else builder.appendGlob();
    }
    return builder.build();
  }

  private JsonObject fetch(ExpressionPathValue document) {
    try {
      JsonObject answer = channel.fetchDocument(id, FirestoreValues.urlPath(document));
      boolean found = answer.has("result") && answer.get("result").isJsonObject();
      return found ? answer.getAsJsonObject("result") : null;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  @Override
  public ExpressionPathValue path() {
    return path;
  }

  @Override
  public ExpressionMapValue request() {
    return request;
  }

  @Override
  public ListenableFuture<ExpressionValue> resource() {
    return Futures.immediateFuture(resource);
  }

  @Override
  public ExpressionValue debug(ExpressionValue value) {
    return value;
  }

  @Override
  public ListenableFuture<ExpressionValue> firestoreGet(ExpressionPathValue document, SourcePosition at) {
    JsonObject found = fetch(document);
    if (found == null) return Futures.immediateFuture(ExpressionValueUtils.NULL);
    try {
      return Futures.immediateFuture(FirestoreValues.document(found, document));
    } catch (Exception unreadable) {
      return Futures.immediateFailedFuture(unreadable);
    }
  }

  @Override
  public ListenableFuture<ExpressionValue> firestoreExists(ExpressionPathValue document, SourcePosition at) {
    boolean found = fetch(document) != null;
    return Futures.immediateFuture(found ? ExpressionValueUtils.TRUE : ExpressionValueUtils.FALSE);
  }
}

import com.google.firebase.rules.lang.CompileResult;
import com.google.firebase.rules.lang.FirebaseRulesProtoCompiler;
import com.google.firebase.rules.lang.common.FirebaseRulesLangOptions;
import com.google.firebase.rules.runtime.v1.RulesetAst;
import com.google.firebase.rules.v1.File;
import com.google.firebase.rules.v1.Issue;
import com.google.firebase.rules.v1.Source;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Rulesets by the name the emulator gives them, compiled by Google's own compiler. */
final class Rulesets {
  private final Map<String, RulesetAst> loaded = new ConcurrentHashMap<>();
  private final FirebaseRulesProtoCompiler compiler =
      FirebaseRulesProtoCompiler.createStandalone(
          FirebaseRulesLangOptions.builder().allowCrossServiceRules(true).allowTernaryOperator(true).build());

  RulesetAst get(String name) {
    RulesetAst ruleset = loaded.get(name);
    if (ruleset == null) throw new IllegalArgumentException("no ruleset " + name);
    return ruleset;
  }

  /** Fills `reply` with the version of the ruleset, or with the issues that keep it from loading. */
  void load(JsonObject context, JsonObject reply) {
    Source.Builder source = Source.newBuilder();
    for (JsonElement entry : context.getAsJsonObject("source").getAsJsonArray("files")) {
      JsonObject file = entry.getAsJsonObject();
      source.addFiles(
          File.newBuilder()
              .setName(file.get("name").getAsString())
              .setContent(file.get("content").getAsString()));
    }
    CompileResult compiled = compiler.compile(source);
    JsonArray errors = reply.getAsJsonArray("errors");
    for (Issue issue : compiled.getIssues()) {
      boolean error = issue.getSeverity() == Issue.Severity.ERROR;
      (error ? errors : reply.getAsJsonArray("warnings")).add(describe(issue));
    }
    if (compiled.hasCompilationError() && errors.isEmpty()) errors.add("the rules do not compile");
    if (!errors.isEmpty()) return;
    RulesetAst ruleset = compiled.getRulesetAst();
    loaded.put(context.get("rulesetName").getAsString(), ruleset);
    JsonObject result = new JsonObject();
    result.addProperty("rulesVersion", Math.max(1, ruleset.getVersionValue()));
    reply.add("result", result);
  }

  private static String describe(Issue issue) {
    JsonObject position = new JsonObject();
    position.addProperty("fileName_", issue.getSourcePosition().getFileName());
    position.addProperty("line_", issue.getSourcePosition().getLine());
    JsonObject description = new JsonObject();
    description.addProperty("description_", issue.getDescription());
    description.add("sourcePosition_", position);
    return description.toString();
  }
}

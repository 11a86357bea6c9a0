import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.LogManager;

/**
 * A Storage rules runtime for firebase-tools where its own cannot be downloaded: Google's rules compiler and
 * evaluator, as the Firestore emulator's jar holds them, behind the protocol of
 * firebase-tools/lib/emulator/storage/rules/runtime.js.
 */
public final class RulesRuntime {
  private final Channel channel;
  private final Rulesets rulesets = new Rulesets();
  private final ExecutorService verifications =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "verification");
            thread.setDaemon(true);
            return thread;
          });

  private RulesRuntime(Channel channel) {
    this.channel = channel;
  }

  /** The emulator takes whatever comes on standard error for a fault, so nothing may log there. */
  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
    System.setOut(new PrintStream(PrintStream.nullOutputStream()));
    RulesRuntime runtime = new RulesRuntime(new Channel(out));
    runtime.channel.send(reply(-1));
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank()) runtime.handle(JsonParser.parseString(line).getAsJsonObject());
    }
  }

  private void handle(JsonObject message) {
    long id = message.get("id").getAsLong();
    String action = message.has("action") ? message.get("action").getAsString() : "";
    switch (action) {
      case "load_ruleset":
        answer(id, reply -> rulesets.load(message.getAsJsonObject("context"), reply));
        break;
      case "verify":
        verifications.execute(() -> answer(id, reply -> verify(id, message.getAsJsonObject("context"), reply)));
        break;
      default:
        channel.deliverDocument(id, message);
    }
  }

  private void verify(long id, JsonObject context, JsonObject reply) throws Exception {
    boolean permit =
        new Verification(channel, id, context).permitted(rulesets.get(context.get("rulesetName").getAsString()));
    reply.getAsJsonObject("result").addProperty("permit", permit);
  }

  private interface Work {
    void fill(JsonObject reply) throws Exception;
  }

  /** A request without a reply hangs for ever, so a failure is an answer too: denied, with the reason. */
  private void answer(long id, Work work) {
    JsonObject reply = reply(id);
    try {
      work.fill(reply);
    } catch (Throwable failure) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      reply.getAsJsonArray("warnings").add(String.valueOf(cause.getMessage()));
    }
    channel.send(reply);
  }

  private static JsonObject reply(long id) {
    JsonObject result = new JsonObject();
    result.addProperty("permit", false);
    JsonObject reply = new JsonObject();
    reply.addProperty("id", id);
    reply.addProperty("status", "ok");
    reply.add("result", result);
    reply.add("errors", new JsonArray());
    reply.add("warnings", new JsonArray());
    return reply;
  }
}

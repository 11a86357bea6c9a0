import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/** The pipe to the Storage emulator: one JSON object a line, ASCII only, so that no chunk can split a character. */
final class Channel {
  private final Gson gson = new GsonBuilder().serializeNulls().create();
  private final PrintStream out;
  private final Map<Long, BlockingQueue<JsonObject>> waiting = new ConcurrentHashMap<>();

  Channel(PrintStream out) {
    this.out = out;
  }

  void send(JsonObject message) {
    String line = ascii(gson.toJson(message));
    synchronized (out) {
      out.print(line);
      out.print('\n');
      out.flush();
    }
  }

  /** Asks for a Firestore document on behalf of the verification `id` and waits; at most one is asked at a time. */
  JsonObject fetchDocument(long id, String path) throws InterruptedException {
    BlockingQueue<JsonObject> answer = new ArrayBlockingQueue<>(1);
    waiting.put(id, answer);
    JsonObject context = new JsonObject();
    context.addProperty("path", path);
    JsonObject request = new JsonObject();
    request.addProperty("action", "fetch_firestore_document");
    request.addProperty("status", "ok");
    request.addProperty("server_request_id", id);
    request.add("context", context);
    send(request);
    try {
      return answer.take();
    } finally {
      waiting.remove(id);
    }
  }

  void deliverDocument(long id, JsonObject document) {
    BlockingQueue<JsonObject> answer = waiting.get(id);
    if (answer != null) answer.offer(document);
  }

  private static String ascii(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c < 0x7f) escaped.append(c);
      else escaped.append(String.format("\\u%04x", (int) c));
    }
    return escaped.toString();
  }
}

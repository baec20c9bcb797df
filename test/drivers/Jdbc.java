import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Base64;

/**
 * Makes calls through JDBC: reads lines of id, form, value, user and SQL, with tabs between, the SQL in base64, and
 * prints the id and the answer in base64.
 */
class Jdbc {
  public static void main(String[] args) throws Exception {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (var connection = DriverManager.getConnection(args[0])) {
      connection.setAutoCommit(false);
      String line;
      while ((line = in.readLine()) != null) {
        var job = line.split("\t", -1);
        var sql = new String(Base64.getDecoder().decode(job[4]), StandardCharsets.UTF_8);
        String answer;
        try {
          answer = call(connection, job[1], job[2], job[3], sql.replace("$1", "?"));
        } catch (SQLException error) {
          answer = "ERROR " + error.getMessage().lines().findFirst().orElse("");
        }
        connection.rollback();
        System.out.println(
            job[0] + "\t" + Base64.getEncoder().encodeToString(answer.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  static String call(Connection connection, String form, String value, String user, String sql)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select public.restore_sequences()");
    }
    if (!user.isEmpty()) {
      try (PreparedStatement act = connection.prepareStatement("select howdah.act_as(?)")) {
        act.setString(1, user);
        act.execute();
      }
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      boolean isFraction = value.contains(".");
      switch (form) {
        case "nothing" -> {}
        case "null" -> statement.setNull(1, Types.NULL);
        case "float8" -> statement.setDouble(1, Double.parseDouble(value));
        case "numeric" -> statement.setBigDecimal(1, new BigDecimal(value));
        case "int" -> {
          if (isFraction) statement.setDouble(1, Double.parseDouble(value));
          else statement.setInt(1, Integer.parseInt(value));
        }
        default -> {
          if (isFraction) statement.setDouble(1, Double.parseDouble(value));
          else statement.setLong(1, Long.parseLong(value));
        }
      }
      var answer = new StringBuilder();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) answer.append(answer.isEmpty() ? "" : "\n").append(rows.getString(1));
      }
      return answer.toString();
    }
  }
}

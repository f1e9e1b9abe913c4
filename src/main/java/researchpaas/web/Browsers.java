package researchpaas.web;

import java.util.LinkedHashMap;
import java.util.Map;

/// What a browser is commonly called, from how it calls itself.
final class Browsers {
    /// In the order in which they are told apart: each of these says that it is the later ones too.
    private static final Map<String, String> PROGRAMS = new LinkedHashMap<>();

    private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

    static {
        PROGRAMS.put("Edg", "Edge");
        PROGRAMS.put("OPR/", "Opera");
        PROGRAMS.put("Vivaldi/", "Vivaldi");
        PROGRAMS.put("SamsungBrowser/", "Samsung Internet");
        PROGRAMS.put("Firefox/", "Firefox");
        PROGRAMS.put("FxiOS/", "Firefox");
        PROGRAMS.put("CriOS/", "Chrome");
        PROGRAMS.put("Chrome/", "Chrome");
        PROGRAMS.put("Safari/", "Safari");
        SYSTEMS.put("iPhone", "iPhone");
        SYSTEMS.put("iPad", "iPad");
        SYSTEMS.put("Android", "Android");
        SYSTEMS.put("CrOS", "ChromeOS");
        SYSTEMS.put("Windows", "Windows");
        SYSTEMS.put("Mac OS", "macOS");
        SYSTEMS.put("Linux", "Linux");
    }

    private static final int LONGEST = 60;

    private Browsers() {}

    /// @return the agent's own words, shortened, for what is no known browser
    static String called(String agent) {
        String program = first(PROGRAMS, agent);
        String system = first(SYSTEMS, agent);
        if (program.isEmpty()) {
            return agent.substring(0, Math.min(agent.length(), LONGEST)).strip();
        }
        return system.isEmpty() ? program : program + " · " + system;
    }

    private static String first(Map<String, String> names, String agent) {
        return names.entrySet().stream()
                .filter(name -> agent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}

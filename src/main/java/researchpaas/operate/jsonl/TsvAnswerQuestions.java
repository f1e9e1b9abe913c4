package researchpaas.operate.jsonl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import researchpaas.answer.Question.Kind;
import researchpaas.operate.AnswerQuestions;

@Component
class TsvAnswerQuestions implements AnswerQuestions {
    @Override
    public List<Asked> read(Path file) {
        List<String> lines = lines(file);
        List<Asked> asked = new ArrayList<>();
        for (int number = 2; number <= lines.size(); number++) {
            String[] cells = lines.get(number - 1).split("\t", -1);
            try {
                asked.add(
                        new Asked(
                                cells[0],
                                Kind.of(cells[1]).orElseThrow(IllegalArgumentException::new),
                                Answerable.valueOf(cells[2].toUpperCase(Locale.ROOT)),
                                cells[3],
                                needs(cells[4])));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw new UnreadableQuestions("Line %d of %s is wrong.".formatted(number, file), e);
            }
        }
        return asked;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UnreadableQuestions("%s cannot be read.".formatted(file), e);
        }
    }

    private static List<List<Place>> needs(String cell) {
        return cell.isBlank()
                ? List.of()
                : Arrays.stream(cell.split(" ;; "))
                        .map(need ->
                                Arrays.stream(need.split(" // ")).map(TsvAnswerQuestions::place))
                        .map(places -> places.toList())
                        .toList();
    }

    private static Place place(String text) {
        String[] parts = text.split("#", 2);
        return new Place(parts[0].strip(), parts[1].strip());
    }
}

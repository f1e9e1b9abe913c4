package researchpaas.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuestionPartTest {
    @Test
    void takesWhatAsksTwiceApart() {
        assertThat(QuestionPart.textsOf("How many people came, and what were they paid?"))
                .containsExactly("How many people came", "what were they paid?");
        assertThat(QuestionPart.textsOf("How deep is the lake? Who owns it?"))
                .containsExactly("How deep is the lake?", "Who owns it?");
        assertThat(QuestionPart.textsOf("Which roofs leak, and why?"))
                .containsExactly("Which roofs leak", "why?");
        assertThat(QuestionPart.textsOf("部品代はいくらで、販売価格はいくらですか。"))
                .containsExactly("部品代はいくらで", "販売価格はいくらですか。");
        assertThat(QuestionPart.textsOf("受付はいつですか。また、何を持っていきますか。"))
                .containsExactly("受付はいつですか。", "また、何を持っていきますか。");
    }

    @Test
    void asksBothOfTheSameThing() {
        assertThat(QuestionPart.textsOf("橋の長さと、造られた年を教えてください。")).containsExactly("橋の長さ", "橋の造られた年");
        assertThat(QuestionPart.textsOf("データセットの期間と件数は何ですか。"))
                .containsExactly("データセットの期間", "データセットの件数");
    }

    @Test
    void leavesWhatAsksOnceWhole() {
        for (String question :
                new String[] {
                    "What did blinds and fans cost?",
                    "When a pump fails, what should be done?",
                    "すだれと扇風機を併用すると、どのくらい効果がありますか。",
                    "雨が降ったら、どうしますか。",
                    "We measured twice. Which value counts?",
                    "水温と水位を毎日測ったデータはありますか。"
                }) {
            assertThat(QuestionPart.textsOf(question)).containsExactly(question);
        }
    }
}

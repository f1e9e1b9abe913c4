package researchpaas.answer.openai;

class OpenAiModelTest implements ChatCompletionsContract {
    @Override
    public Dialect dialect() {
        return Dialect.OPENAI;
    }
}

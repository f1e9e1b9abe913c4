package researchpaas.answer.openai;

class OpenRouterModelTest implements ChatCompletionsContract {
    @Override
    public Dialect dialect() {
        return Dialect.OPENROUTER;
    }
}

package researchpaas.answer.openai;

class CompatibleModelTest implements ChatCompletionsContract {
    @Override
    public Dialect dialect() {
        return Dialect.COMPATIBLE;
    }
}

package researchpaas.answer;

class ModelUseInMemoryTest implements ModelUseContract {
    private final ModelUse use = new ModelUseInMemory();

    @Override
    public ModelUse use() {
        return use;
    }
}

package researchpaas.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoanWordsTest {
    @ParameterizedTest
    @CsvSource({
        "データベース, database",
        "データベース, databases",
        "モデル, model",
        "モデリング, modelling",
        "センサー, sensor",
        "センサ, Sensors",
        "アルゴリズム, algorithm",
        "コンピュータ, computer",
        "コンピューター, computers",
        "ネットワーク, network",
        "ソフトウェア, software",
        "パターン, pattern",
        "シミュレーション, simulation",
        "プログラム, programme",
        "テキスト, texts",
        "インデックス, index",
        "クラスタ, cluster",
        "プロジェクト, project",
        "マイクロ, micro",
        "クラウド, clouds",
        "サービス, service",
        "グループ, group",
        "ベクトル, vector",
        "エンジン, engine",
        "ロボット, robot",
        "カメラ, camera",
        "バッテリー, battery",
        "システム, system",
        "アーキテクチャ, architecture",
        "インターフェース, interface",
        "アプリケーション, application",
        "マネジメント, management",
        "サンプル, sample",
        "レベル, level",
        "グラフィック, graphic",
        "チャンネル, channel",
        "フィルター, filter",
        "プラスチック, plastic",
        "トンネル, tunnels",
    })
    void areTheSameWordInBothScripts(String katakana, String latin) {
        assertThat(LoanWords.isSpeltBy(LoanWords.spellingsOf(katakana), latin)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "モデル, modal",
        "モデル, medal",
        "モデル, module",
        "モデル, moderate",
        "モデル, model-based",
        "センサー, cancer",
        "センサー, sensory",
        "センサー, sincere",
        "センサー, censored",
        "データベース, debates",
        "データ, date",
        "データ, dates",
        "データ, later",
        "アルゴリズム, allegory",
        "アルゴリズム, logarithm",
        "ラベル, level",
        "レベル, label",
        "マスター, mister",
        "マスター, monster",
        "パネル, penal",
        "コスト, coast",
        "コスト, ghost",
        "カメラ, chimera",
        "ロボット, rabbit",
        "プロジェクト, product",
        "プロセス, precise",
        "システム, stem",
        "セット, seats",
        "テスト, taste",
        "ストレス, stars",
        "トンネル, tonal",
        "レーザー, leisure",
        "コンピュータ, commuter",
        "リスト, restore",
        "ブランチ, volunteer",
        "マイニング, morning",
        "マウント, month",
        "ポイント, paint",
        "ジャーナル, signal",
        "リージョン, reason",
        "セッション, season",
        "ソーシング, sorting",
        "マイクロ, macro",
        "サービス, saves",
        "スペイン, spans",
        "プロセス, places",
        "メトリクス, matrix",
        // the same, and too short to tell from others
        "サーバー, server",
        "ケーブル, able",
    })
    void areNot(String katakana, String latin) {
        assertThat(LoanWords.isSpeltBy(LoanWords.spellingsOf(katakana), latin)).isFalse();
    }
}

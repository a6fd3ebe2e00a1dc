// The lives of resources, as src/region has them: their states, laid out in columns, and what moves one
// to the next. tests/kinds.test.ts holds those that the cloud keeps as tables against the tables.
import type { Lifecycle } from './kind';

const word = {
  booted: ['booted', '启动完成'], halted: ['halted', '已停下'], destroyed: ['destroyed', '已销毁'], failed: ['failed', '失败'],
  start: ['start', '开机'], stop: ['stop', '关机'], reboot: ['reboot', '重启'], reset: ['reinstall', '重装'],
  isolate: ['isolate', '隔离'], renew: ['renew', '续费'], terminate: ['terminate', '退还'], delivered: ['delivered', '交付'],
  shutOff: ['shut off', '已停服'], offline: ['offline', '下线'], accept: ['accept', '接受'], reject: ['reject', '拒绝'],
  fail: ['cannot be connected', '无法连接'], expire: ['seven days pass', '超过七天'], remove: ['delete', '删除'],
  attach: ['attach', '挂载'], detach: ['detach', '卸载'], expand: ['resize', '扩容'], rollBack: ['roll back', '回滚'],
  done: ['done', '完成'], bind: ['bind', '绑定'], unbind: ['unbind', '解绑'], copy: ['copy to a region', '复制到其他地域'],
} satisfies Record<string, [english: string, chinese: string]>;

export const instanceLife: Lifecycle = {
  columns: [['PENDING', 'LAUNCH_FAILED'], ['RUNNING'], ['REBOOTING', 'STOPPING', 'STARTING'], ['STOPPED', 'SHUTDOWN'], ['TERMINATING'], ['TERMINATED']],
  moves: [
    ['PENDING', word.booted, 'RUNNING'], ['PENDING', word.failed, 'LAUNCH_FAILED'], ['LAUNCH_FAILED', word.terminate, 'TERMINATING'],
    ['RUNNING', word.stop, 'STOPPING'], ['RUNNING', word.reboot, 'REBOOTING'], ['RUNNING', word.reset, 'REBOOTING'],
    ['RUNNING', word.halted, 'STOPPED'], ['RUNNING', word.isolate, 'SHUTDOWN'], ['RUNNING', word.terminate, 'TERMINATING'],
    ['STOPPING', word.halted, 'STOPPED'], ['STOPPING', word.failed, 'RUNNING'],
    ['STOPPED', word.start, 'STARTING'], ['STOPPED', word.reset, 'STARTING'], ['STOPPED', word.isolate, 'SHUTDOWN'], ['STOPPED', word.terminate, 'TERMINATING'],
    ['STARTING', word.booted, 'RUNNING'], ['STARTING', word.failed, 'STOPPED'], ['REBOOTING', word.booted, 'RUNNING'], ['REBOOTING', word.failed, 'STOPPED'],
    ['SHUTDOWN', word.renew, 'STARTING'], ['SHUTDOWN', word.terminate, 'TERMINATING'], ['TERMINATING', word.destroyed, 'TERMINATED'],
  ],
};

export const databaseLife: Lifecycle = {
  columns: [['0'], ['1'], ['4'], ['5'], ['6']],
  moves: [['0', word.delivered, '1'], ['1', word.isolate, '4'], ['4', word.shutOff, '5'], ['5', word.offline, '6']],
};

export const peeringLife: Lifecycle = {
  columns: [['PENDING'], ['ACTIVE', 'REJECTED', 'FAILED', 'EXPIRED'], ['DELETED']],
  moves: [
    ['PENDING', word.accept, 'ACTIVE'], ['PENDING', word.reject, 'REJECTED'], ['PENDING', word.fail, 'FAILED'],
    ['PENDING', word.expire, 'EXPIRED'], ['PENDING', word.remove, 'DELETED'], ['ACTIVE', word.remove, 'DELETED'],
    ['REJECTED', word.remove, 'DELETED'], ['FAILED', word.remove, 'DELETED'], ['EXPIRED', word.remove, 'DELETED'],
  ],
};

export const diskLife: Lifecycle = {
  columns: [['UNATTACHED', 'EXPANDING'], ['ATTACHED', 'ROLLBACKING'], ['TORECYCLE']],
  moves: [
    ['UNATTACHED', word.attach, 'ATTACHED'], ['ATTACHED', word.detach, 'UNATTACHED'], ['UNATTACHED', word.expand, 'EXPANDING'],
    ['ATTACHED', word.expand, 'EXPANDING'], ['EXPANDING', word.done, 'UNATTACHED'], ['EXPANDING', word.done, 'ATTACHED'],
    ['UNATTACHED', word.rollBack, 'ROLLBACKING'], ['ATTACHED', word.rollBack, 'ROLLBACKING'], ['ROLLBACKING', word.done, 'UNATTACHED'],
    ['ROLLBACKING', word.done, 'ATTACHED'], ['UNATTACHED', word.isolate, 'TORECYCLE'], ['ATTACHED', word.isolate, 'TORECYCLE'],
    ['TORECYCLE', word.renew, 'UNATTACHED'],
  ],
};

export const snapshotLife: Lifecycle = {
  columns: [['CREATING', 'COPYING_FROM_REMOTE'], ['NORMAL']],
  moves: [['CREATING', word.done, 'NORMAL'], ['COPYING_FROM_REMOTE', word.done, 'NORMAL']],
};

export const imageLife: Lifecycle = {
  columns: [['CREATING'], ['NORMAL', 'CREATEFAILED'], ['SYNCING']],
  moves: [
    ['CREATING', word.done, 'NORMAL'], ['CREATING', word.failed, 'CREATEFAILED'], ['NORMAL', word.copy, 'SYNCING'],
    ['SYNCING', word.done, 'NORMAL'], ['SYNCING', word.failed, 'CREATEFAILED'],
  ],
};

export const balancerLife: Lifecycle = { columns: [['0'], ['1']], moves: [['0', word.done, '1']] };
export const cacheLife: Lifecycle = { columns: [['2'], ['-2']], moves: [['2', word.isolate, '-2'], ['-2', word.renew, '2']] };

export const addressLife: Lifecycle = {
  columns: [['UNBIND'], ['BIND', 'BIND_ENI']],
  moves: [
    ['UNBIND', word.bind, 'BIND'], ['BIND', word.unbind, 'UNBIND'], ['UNBIND', word.bind, 'BIND_ENI'], ['BIND_ENI', word.unbind, 'UNBIND'],
  ],
};
